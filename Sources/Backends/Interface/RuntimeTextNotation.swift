package import PipelineModel

/// How an orchestrator writes texts of which parts are known only when a task runs.
///
/// An engine whose job files the orchestrator completes before it hands a job on is given this, and knows no
/// orchestrator itself.
package protocol RuntimeTextNotation: Sendable {
    /// A text in a file that the orchestrator completes: every literal character comes out as it was written.
    ///
    /// - Parameter text: holds no item of a mapping, since all instances of a task share the file.
    func written(_ text: RuntimeText) -> String
}

extension RuntimeTextNotation {
    /// Text that is known now, in such a file.
    package func written(_ text: String) -> String { written(RuntimeText(text)) }
}
