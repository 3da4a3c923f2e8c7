import CodeModels
import CommandLine
import Compilation
import Compiler
import Foundation
import PipelineModel

/// `dagc observe`: what has run on a live platform, as one file that reports and simulations read.
struct ObserveCommand: Command {
    static let airflow = Option<String?>.optional(
        "airflow", as: "URL", environment: ["DAGC_AIRFLOW_URL"],
        "where Airflow's API is, such as https://airflow.example.com; user and password, or a token, come from "
            + "DAGC_AIRFLOW_USER, DAGC_AIRFLOW_PASSWORD and DAGC_AIRFLOW_TOKEN")
    static let database = Option.flag(
        "database", "read Airflow's metadata database by its own Python instead, which --python then names")
    static let prometheus = Option<String?>.optional(
        "prometheus", as: "URL", environment: ["DAGC_PROMETHEUS_URL"], "where Prometheus is")
    static let results = Option<String?>.optional(
        "results", as: "DIR", "the folder of the results that jobs leave")
    static let from = Option<Moment?>.optional("from", "the start of the time that is read; by default 30 days ago")
    static let to = Option<Moment?>.optional("to", "its end; by default now")
    static let out = Option("out", as: "FILE", default: "observed.json", "where the file is written")
    static let python = Option(
        "python", as: "PATH", default: "python3", environment: ["DAGC_OBSERVE_PYTHON"],
        "a Python of 3.10 or later; with --database that of Airflow")

    static let syntax = CommandSyntax(
        "dagc observe", "Read what has run on a live platform into one file",
        positionals: [Positional("ACTION", "export, or schema, which prints the shape of such a file")],
        options: [
            CommonOptions.environment, airflow, database, prometheus, results, from, to, out, python,
        ],
        footer: """
            For each task of the environment's pipelines: how often it ran and failed, how long it took and waited, and \
            where jobs or metrics tell it rows and bytes, with quantiles and day by day. For components what they used. \
            Logs, values, connections and variables are not read, and no address or name of a user is written.
            `dagc simulate --durations`, `dagc report --observed` and `dagc report capacity` read the file.
            Exit codes: 0 done, 1 something does not answer, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        if arguments.positionals == ["schema"] {
            context.console.print(String(decoding: PackageResources.observed_schema_json, as: UTF8.self))
            return .success
        }
        guard arguments.positionals == ["export"] else {
            throw UsageError(
                command: syntax.name,
                problems: ["no action '\(arguments.positionals.joined(separator: " "))'; choose from export, schema"])
        }
        let compilation = Compilation.run(
            context.catalog, for: try SelectedEnvironment.chosen(arguments, context), to: .findings)
        context.report(compilation.report)
        guard let project = compilation.project else { return .failure }
        let sources = try sources(arguments, context)
        let to = try arguments.value(to)?.time ?? UnixTime(Int(Date().timeIntervalSince1970) / 60 * 60)
        let from = try arguments.value(from)?.time ?? UnixTime(to.seconds - 30 * 86_400)
        guard from < to else { throw UsageError(command: syntax.name, problems: ["--to must be later than --from"]) }
        let answer = try await MeasuringProgram.run(
            "observe",
            [
                "project": MeasuredProject.document(project), "sources": sources, "from": .string(from.iso8601),
                "to": .string(to.iso8601),
            ], python: arguments.value(python), variables: context.variables)
        guard let observed = ObservedFile(answer) else { throw MeasuringError.strange }
        let file = context.path(try arguments.value(out))
        try Data(observed.document.renderedJSON().utf8).write(to: URL(filePath: file), options: .atomic)
        context.console.print("\(file): \(observed.summary)")
        return .success
    }

    private static func sources(_ arguments: ParsedArguments, _ context: CommandContext) throws -> Document {
        var sources = DocumentObject()
        let address = try arguments.value(airflow)
        let readsDatabase = try arguments.value(database)
        guard address == nil || !readsDatabase else {
            throw UsageError(command: syntax.name, problems: ["--airflow and --database are two ways; choose one"])
        }
        if let address { sources["airflow"] = .string(address) }
        if readsDatabase { sources["database"] = .bool(true) }
        if let address = try arguments.value(prometheus) { sources["prometheus"] = .string(address) }
        if let folder = try arguments.value(results) { sources["results"] = .string(context.path(folder)) }
        guard !sources.keys.isEmpty else {
            throw UsageError(
                command: syntax.name,
                problems: ["nothing to read; name one of --airflow, --database, --prometheus and --results"])
        }
        return .object(sources)
    }
}

extension ObservedFile {
    /// How much of what is in it.
    var summary: String {
        guard case .object(let pipelines)? = document["pipelines"] else { return "nothing has run" }
        var (runs, tasks) = (0, 0)
        for (_, facts) in pipelines.entries {
            runs += facts["runs"]?["count"].flatMap(\.amount).map { Int($0) } ?? 0
            if case .object(let named)? = facts["tasks"] { tasks += named.entries.count }
        }
        return "\(runs) runs of \(pipelines.entries.count) pipelines, \(tasks) tasks"
    }
}
