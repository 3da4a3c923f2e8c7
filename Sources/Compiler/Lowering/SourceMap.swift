package import DagDSL
package import Diagnostics
package import PipelineModel

/// Where the parts of one pipeline were written. It stands beside the model, so that moving a line changes no output.
package struct SourceMap: Sendable {
    package var pipeline: SourceLocation
    package var schedule: SourceLocation?
    /// Properties of the pipeline, by their names.
    package var properties: [String: SourceLocation] = [:]
    /// By path.
    package var tasks: [String: SourceLocation] = [:]
    package var groups: [String: SourceLocation] = [:]
    /// Where values of the run stand in tasks, by the paths of those.
    package var values: [String: [ValuePlace]] = [:]
    package var edges: [EdgeEnds: SourceLocation] = [:]
    /// Whether the pipeline names its start itself instead of leaving it to the project.
    package var namesStart = false
    package var suppressions: [PlacedSuppression] = []

    /// A suppression, what it stands at, and where it was written.
    package struct PlacedSuppression: Sendable {
        package let model: SuppressionModel
        /// The path of a task; nil is the whole pipeline.
        package let task: String?
        package let location: SourceLocation

        init(_ suppression: Suppression, of task: String?) {
            model = suppression.model
            self.task = task
            location = suppression.location
        }
    }

    package struct EdgeEnds: Hashable, Sendable {
        package let from: String
        package let to: String

        package init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    package init(pipeline: SourceLocation, schedule: SourceLocation?) {
        self.pipeline = pipeline
        self.schedule = schedule
    }

    /// The place of a property, or else of its pipeline.
    package func location(of property: String) -> SourceLocation { properties[property] ?? pipeline }

    /// The place of a task, or else of its pipeline.
    package func location(ofTask path: String) -> SourceLocation { tasks[path] ?? groups[path] ?? pipeline }
}
