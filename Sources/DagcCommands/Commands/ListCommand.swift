import CodeModels
import CommandLine
import Compilation
import Compiler
import PipelineModel

/// `dagc list`: the pipelines, with what people look for in them.
struct ListCommand: Command {
    static let json = Option.flag("json", "write the list as JSON")

    static let syntax = CommandSyntax(
        "dagc list", "List the pipelines", options: [CommonOptions.environment, json])

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let compilation = Compilation.run(
            context.catalog, for: try SelectedEnvironment.read(arguments, context, for: syntax), to: .findings)
        context.report(compilation.report)
        guard let project = compilation.project else { return .failure }
        let rows = rows(of: project)
        if try arguments.value(json) {
            let documents = rows.map { row in
                Document.object([
                    "id": .string(row.pipeline.id), "schedule": .string(row.pipeline.schedule.words),
                    "owner": .string(row.pipeline.owner), "tasks": .int(row.tasks), "watchers": .int(row.watchers),
                    "source": .string(row.pipeline.source),
                ])
            }
            context.console.print(Document.array(documents).renderedJSON())
        } else {
            context.console.print(TextTable.render(rows.map(\.cells)))
        }
        return .success
    }

    /// A pipeline with the number of its tasks, and of those that its DAG has beside them.
    struct Row {
        let pipeline: PipelineModel
        let tasks: Int
        let watchers: Int

        var cells: [String] {
            let more = watchers == 0 ? "" : watchers == 1 ? " and a watcher" : " and \(watchers) watchers"
            return [
                pipeline.id, pipeline.schedule.words, pipeline.owner, "\(tasks) tasks\(more)", pipeline.source,
            ]
        }
    }

    static func rows(of project: CheckedProject) -> [Row] {
        zip(project.model.pipelines, project.graphs).map { pipeline, graph in
            let watchers = watchers(of: pipeline, graph, in: project.model.environment)
            return Row(pipeline: pipeline, tasks: graph.tasks.count, watchers: watchers)
        }
    }

    /// Tasks that a DAG has beside those of its pipeline: each shows a failure that Airflow would hide. A critical
    /// pipeline has one that tells why it was stopped.
    private static func watchers(
        of pipeline: PipelineModel, _ graph: TaskGraph, in environment: EnvironmentModel
    ) -> Int {
        guard case .airflow = environment.orchestrator else { return 0 }
        return pipeline.criticality == .critical ? 1 : graph.failureWatches().count
    }
}

extension ScheduleModel {
    /// A few words for a table.
    var words: String {
        switch self {
        case .manual: "manual"
        case .cron(let cron): "\(cron.expression) \(cron.timeZone)"
        case .every(let seconds, _): "every \(seconds) s"
        case .days(let days): "\(days.name ?? "\(days.days.count) days") \(days.timeZone)"
        case .timetable(let timetable): timetable.path.split(separator: ".").last.map(String.init) ?? timetable.path
        case .timedPartitions(let cron, _): "partitions, \(cron.expression) \(cron.timeZone)"
        case .datasetPartitions: "on partitions of datasets"
        case .runtimePartitions: "manual, partitions"
        case .datasets: "on datasets"
        case .datasetsOrCron(_, let cron): "on datasets or \(cron.expression) \(cron.timeZone)"
        case .continuous: "continuous"
        case .once: "once"
        }
    }
}
