import CommandLine
import Compilation
import Compiler
import DagDSL
import Diagnostics
import PipelineModel

/// `dagc validate`: checks the pipelines for every environment and writes nothing.
struct ValidateCommand: Command {
    static let withAirflow = Option.flag("with-airflow", "import the generated DAGs with a real Airflow too")
    static let python = Option(
        "airflow-python", as: "PATH", default: "python3", environment: ["DAGC_AIRFLOW_PYTHON"],
        "the Python in which Airflow is installed")

    static let syntax = CommandSyntax(
        "dagc validate", "Check the pipelines for every environment and write nothing",
        options: [
            CommonOptions.environment, CommonOptions.airflow, CommonOptions.format, CommonOptions.warningsAsErrors,
            withAirflow, python,
        ],
        footer: "Exit codes: 0 no error, 1 a pipeline is wrong or Airflow refuses a DAG, 64 usage.")

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        var report = DiagnosticReport()
        var compilations: [Compilation] = []
        for environment in try environments(arguments, context) {
            let compilation = Compilation.run(context.catalog, for: environment)
            report.merge(compilation.report)
            compilations.append(compilation)
        }
        try show(report, as: arguments.value(CommonOptions.format), context)
        let allowsWarnings = try !arguments.value(CommonOptions.warningsAsErrors)
        guard allowsWarnings ? !report.hasErrors : report.diagnostics.isEmpty else { return .failure }
        guard try arguments.value(withAirflow) else { return .success }
        for compilation in compilations {
            guard let artifacts = compilation.artifacts else { continue }
            let result = try await AirflowImport.run(artifacts, python: arguments.value(python))
            let subject = "Airflow \(result.version), \(compilation.environment.name)"
            for problem in result.problems { context.console.complain("error: \(subject): \(problem)") }
            guard result.problems.isEmpty else { return .failure }
            context.console.complain("\(subject): \(result.dags.count) DAGs imported without error or warning")
        }
        return .success
    }

    private static func environments(
        _ arguments: ParsedArguments, _ context: CommandContext
    ) throws -> [EnvironmentModel] {
        let all = context.catalog.project.environments.map(\.model)
        let named = try arguments.value(CommonOptions.environment)
        let chosen = try named.map { [try SelectedEnvironment.named($0, in: context.catalog)] } ?? all
        try SelectedEnvironment.requireAirflow(of: chosen, arguments, syntax)
        return chosen
    }

    private static func show(
        _ report: DiagnosticReport, as format: ReportFormat, _ context: CommandContext
    ) {
        switch format {
        case .text:
            context.report(report)
            if report.diagnostics.isEmpty { context.console.complain("no findings") }
        case .json: context.console.print(DiagnosticDocument.json(report.sorted, relativeTo: context.folder))
        case .sarif:
            context.console.print(
                DiagnosticDocument.sarif(
                    report.sorted, relativeTo: context.folder, version: Dagc.version, source: CommandContext.lines))
        }
    }
}
