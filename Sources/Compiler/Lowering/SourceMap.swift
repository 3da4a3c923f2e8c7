package import Diagnostics

/// Where the parts of one pipeline were written. It stands beside the model, so that moving a line changes no output.
package struct SourceMap: Sendable {
    package var pipeline: SourceLocation
    package var schedule: SourceLocation?
    /// By path.
    package var tasks: [String: SourceLocation] = [:]
    package var groups: [String: SourceLocation] = [:]
    package var edges: [EdgeEnds: SourceLocation] = [:]

    package struct EdgeEnds: Hashable, Sendable {
        package let from: String
        package let to: String

        package init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    /// The place of a task, or else of its pipeline.
    package func location(ofTask path: String) -> SourceLocation { tasks[path] ?? groups[path] ?? pipeline }
}
