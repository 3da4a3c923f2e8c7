import CodeModels
import CommandLine
import Compiler
import Foundation
import PipelineModel

/// What happened in a stretch of time, from all that keeps a record of it.
extension ReportCommand {
    static let alertmanager = Option<String?>.optional(
        "alertmanager", as: "URL", environment: ["DAGC_ALERTMANAGER_URL"],
        "with incident: where Alertmanager is, which knows who silenced what")
    static let repository = Option<String?>.optional(
        "repository", as: "DIR", "with incident: a clone of the DAG repository, for what was changed")

    static func incident(
        of project: CheckedProject, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws -> (sheet: ReportSheet, data: Document) {
        guard let from = try arguments.value(SimulateCommand.from)?.time else {
            throw UsageError(command: syntax.name, problems: ["an incident has a beginning; say --from"])
        }
        let to = try arguments.value(SimulateCommand.to)?.time ?? UnixTime(Int(Date().timeIntervalSince1970))
        guard from < to else { throw UsageError(command: syntax.name, problems: ["--to must be later than --from"]) }
        let answer = try await MeasuringProgram.run(
            "incident",
            [
                "project": ["pipelines": .array(project.model.pipelines.map { ["id": .string($0.id)] })],
                "alerts": summaries(of: project.model.alerts), "sources": try incidentSources(arguments, context),
                "from": .string(from.iso8601), "to": .string(to.iso8601),
            ], python: arguments.value(python), variables: context.variables)
        let model = project.model
        guard let shown = answer["sheet"], let data = answer["data"],
            let sheet = ReportSheet(shown, subject: "\(model.name), \(model.environment.name)")
        else { throw MeasuringError.strange }
        return (sheet, data)
    }

    private static func incidentSources(
        _ arguments: ParsedArguments, _ context: CommandContext
    ) throws -> Document {
        var sources = DocumentObject()
        let addresses = [
            ("airflow", ObserveCommand.airflow), ("prometheus", ObserveCommand.prometheus),
            ("alertmanager", alertmanager),
        ]
        for (name, option) in addresses {
            if let address = try arguments.value(option) { sources[name] = .string(address) }
        }
        if let folder = try arguments.value(repository) { sources["repository"] = .string(context.path(folder)) }
        guard !sources.keys.isEmpty else {
            throw UsageError(
                command: syntax.name,
                problems: ["nothing to read; name one of --airflow, --prometheus, --alertmanager and --repository"])
        }
        return .object(sources)
    }

    /// By what monitoring calls an alert and what it is about.
    private static func summaries(of alerts: [AlertModel]) -> Document {
        var summaries = DocumentObject()
        for alert in alerts {
            summaries[[alert.name, alert.subject.name].compactMap(\.self).joined(separator: " ")] = .string(
                alert.summary)
        }
        return .object(summaries)
    }
}
