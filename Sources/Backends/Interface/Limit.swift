package import Diagnostics

/// Something that a pipeline or one of its tasks asks for and a target cannot do as it is said.
package struct Limit: Hashable, Sendable {
    /// How it is told: an error, or a warning where the target does something else instead.
    package let code: DiagnosticCode
    /// The path of the task that asks for it; nil is the pipeline itself.
    package var task: String?
    /// What it asks for, and what of that the target cannot do: the rest of a sentence that begins with the task or the
    /// pipeline.
    package let problem: String
    /// What to say in its place.
    package let fix: String

    package init(_ problem: String, fix: String, code: DiagnosticCode = .unsupported) {
        self.code = code
        self.problem = problem
        self.fix = fix
    }

    /// The same, asked for by a task.
    package func of(task path: String) -> Limit {
        var copy = self
        copy.task = path
        return copy
    }
}
