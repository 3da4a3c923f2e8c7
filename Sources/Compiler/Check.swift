import DagDSL
package import Diagnostics
package import PipelineModel

/// One property that a project must have. A check reports and never changes what it is given.
///
/// The build lists all of this module in `allChecks`. They run side by side; the order of findings is that of the source.
package protocol Check: Sendable {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport)
}

extension Check {
    /// What it finds beyond what was found before, which it may look at.
    static func findings(in project: CheckContext, after before: DiagnosticReport) -> DiagnosticReport {
        var all = before
        run(project, &all)
        var found = DiagnosticReport()
        for diagnostic in all.diagnostics.dropFirst(before.diagnostics.count) { found.add(diagnostic) }
        return found
    }
}

/// A project with what most checks need to know of it, computed once.
package struct CheckContext: Sendable {
    /// By reference, as every check goes through all pipelines and copies of them cost more than most checks.
    package final class Pipeline: Sendable {
        package let model: PipelineModel
        package let sources: SourceMap
        package let graph: TaskGraph
        /// In the order of the graph.
        package let tasks: [Task]

        init(model: PipelineModel, sources: SourceMap, graph: TaskGraph) {
            self.model = model
            self.sources = sources
            self.graph = graph
            tasks = graph.tasks.map { task in
                Task(task, at: sources.location(ofTask: task.path), values: sources.values[task.path] ?? [])
            }
        }
    }

    /// A task, with all that its model says. By reference, as a pipeline is.
    @dynamicMemberLookup
    package final class Task: Sendable {
        package let model: TaskModel
        package let location: SourceLocation
        /// What its kind says of itself.
        package let facts: any KindModel
        /// Every text that the author wrote into it.
        package let texts: [RuntimeText]
        /// The parts of these texts, and those that functions in them are given.
        package let parts: [RuntimeText.Part]
        private let values: [ValuePlace]

        init(_ model: TaskModel, at location: SourceLocation, values: [ValuePlace]) {
            self.values = values
            self.model = model
            self.location = location
            facts = model.kind.facts
            texts = facts.texts
            parts = texts.flatMap(\.allParts)
        }

        /// Where a value of the run stands in its texts, or else where the task does.
        package func location(of part: RuntimeText.Part) -> SourceLocation {
            values.first { $0.part == part }?.location ?? location
        }

        package subscript<Value>(dynamicMember property: KeyPath<TaskModel, Value>) -> Value {
            model[keyPath: property]
        }
    }

    /// A stream, and where it was written.
    package struct Stream: Sendable {
        package let model: StreamModel
        package let sources: StreamSources
    }

    package let model: ProjectModel
    package let pipelines: [Pipeline]
    package let streams: [Stream]
    /// Where the environment is declared.
    package let environment: SourceLocation?
    /// Where its operations are declared, if it has any.
    package let operations: SourceLocation?
    let notSecrets: [NotSecretModel]

    init(_ project: LoweredProject) {
        model = project.model
        environment = project.environment
        operations = project.operations
        notSecrets = project.notSecrets
        streams = zip(project.model.streams, project.streams).map { Stream(model: $0, sources: $1) }
        pipelines = zip(project.model.pipelines, project.sources).map { pipeline, sources in
            Pipeline(model: pipeline, sources: sources, graph: TaskGraph(pipeline.root))
        }
    }
}
