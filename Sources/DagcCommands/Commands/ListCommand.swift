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
        let rows = zip(project.model.pipelines, project.graphs)
        if try arguments.value(json) {
            let documents = rows.map { pipeline, graph in
                Document.object([
                    "id": .string(pipeline.id), "schedule": .string(pipeline.schedule.words),
                    "owner": .string(pipeline.owner), "tasks": .int(graph.tasks.count),
                    "source": .string(pipeline.source),
                ])
            }
            context.console.print(Document.array(documents).renderedJSON())
        } else {
            let cells = rows.map { pipeline, graph in
                [pipeline.id, pipeline.schedule.words, pipeline.owner, "\(graph.tasks.count) tasks", pipeline.source]
            }
            context.console.print(TextTable.render(cells))
        }
        return .success
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
        case .datasets: "on datasets"
        case .datasetsOrCron(_, let cron): "on datasets or \(cron.expression) \(cron.timeZone)"
        case .continuous: "continuous"
        case .once: "once"
        }
    }
}
