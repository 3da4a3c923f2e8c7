package import Compiler
package import Diagnostics
package import Workspace

/// Turns a checked project into files for one target system.
///
/// A backend is a pure function: the same project gives the same bytes, and nothing but the project is read.
package protocol Backend: Sendable {
    /// The folder below the output in which its files lie, and its name in the manifest.
    var name: String { get }

    /// What the project asks for that the target cannot do, with the alternative. Nothing is ever dropped silently.
    func findings(in project: SoundProject) -> DiagnosticReport

    /// The files.
    func emit(_ project: CheckedProject) -> [Artifact]
}
