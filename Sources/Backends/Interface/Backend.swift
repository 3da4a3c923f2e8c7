package import Compiler
package import PipelineModel
package import Workspace

/// Turns a checked project into files for one target system.
///
/// A backend is a pure function: the same project gives the same bytes, and nothing but the project is read.
package protocol Backend: Sendable {
    /// Its name in the manifest.
    var name: String { get }

    /// The folders below the output in which its files lie, and no file of another backend.
    var folders: [String] { get }

    /// What a pipeline and its tasks ask for that the target cannot do, with the alternative. Nothing is ever dropped
    /// silently.
    ///
    /// - Parameter project: has errors perhaps, but none that leaves `pipeline` unsound.
    func limits(of pipeline: PipelineModel, _ graph: TaskGraph, in project: SoundProject) -> [Limit]

    /// The files.
    func emit(_ project: CheckedProject) -> [Artifact]
}

extension Backend {
    /// By default none.
    package func limits(of pipeline: PipelineModel, _ graph: TaskGraph, in project: SoundProject) -> [Limit] { [] }
}
