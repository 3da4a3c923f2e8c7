import CommandLine
import Compilation
import Compiler
import DagDSL
import Diagnostics
import PipelineModel
import Workspace

/// `dagc validate`: checks the pipelines for every environment and writes nothing.
struct ValidateCommand: Command {
    static let withAirflow = Option.flag("with-airflow", "import the generated DAGs with a real Airflow too")
    static let python = Option(
        "airflow-python", as: "PATH", default: "python3", environment: ["DAGC_AIRFLOW_PYTHON"],
        "the Python in which Airflow is installed")

    static let withPython = Option.flag(
        "with-python", "ask the Pythons of the workers for what tasks need: requirements.txt of airflow and jobs")
    static let workerPython = Option(
        "worker-python", as: "PATH", default: "python3", environment: ["DAGC_WORKER_PYTHON"],
        "the Python in which the job runner runs; that of Airflow is said by --airflow-python")

    static let syntax = CommandSyntax(
        "dagc validate", "Check the pipelines for every environment and write nothing",
        options: [
            CommonOptions.environment, CommonOptions.airflow, CommonOptions.format, CommonOptions.warningsAsErrors,
            CommonOptions.inventory, withAirflow, python, withPython, workerPython,
        ],
        footer: """
            Exit codes: 0 no error, 1 a pipeline is wrong, Airflow refuses a DAG or a package is missing, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        var report = DiagnosticReport()
        var compilations: [Compilation] = []
        for environment in try environments(arguments, context) {
            let held = try InventoriedCompilation.run(for: environment, arguments, context)
            report.merge(held.report)
            compilations.append(held.compilation)
        }
        try show(report, as: arguments.value(CommonOptions.format), context)
        let allowsWarnings = try !arguments.value(CommonOptions.warningsAsErrors)
        guard allowsWarnings ? !report.hasErrors : report.diagnostics.isEmpty else { return .failure }
        for compilation in compilations {
            guard let artifacts = compilation.artifacts else { continue }
            let name = compilation.environment.name
            if try arguments.value(withPython) {
                guard try await hasRequirements(artifacts, of: name, arguments, context) else { return .failure }
            }
            guard try arguments.value(withAirflow) else { continue }
            let result = try await AirflowImport.run(artifacts, python: arguments.value(python))
            let subject = "Airflow \(result.version), \(name)"
            for problem in result.problems { context.console.complain("error: \(subject): \(problem)") }
            guard result.problems.isEmpty else { return .failure }
            context.console.complain("\(subject): \(result.dags.count) DAGs imported without error or warning")
        }
        return .success
    }

    /// Asks each Python for what is to be installed in it, and tells all that is missing.
    private static func hasRequirements(
        _ artifacts: ArtifactSet, of environment: String, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws -> Bool {
        let pythons = [
            (RequirementsCheck.ofWorkers, try arguments.value(python)),
            (RequirementsCheck.ofJobs, try arguments.value(workerPython)),
        ]
        var isWhole = true
        for (file, python) in pythons {
            guard let check = try await RequirementsCheck.run(file, of: artifacts, python: python) else { continue }
            let subject = "Python \(check.version), \(environment), \(file)"
            for problem in check.problems { context.console.complain("error: \(subject): \(problem)") }
            isWhole = isWhole && check.problems.isEmpty
            guard check.problems.isEmpty else { continue }
            context.console.complain("\(subject): all \(check.packages) packages are there")
        }
        return isWhole
    }

    private static func environments(
        _ arguments: ParsedArguments, _ context: CommandContext
    ) throws -> [EnvironmentModel] {
        let all = context.catalog.project.environments.map(\.model)
        let named = try arguments.value(CommonOptions.environment)
        let chosen = try named.map { [try SelectedEnvironment.named($0, in: context.catalog)] } ?? all
        try SelectedEnvironment.requireAirflow(of: chosen, arguments, syntax)
        let airflows = chosen.filter { if case .airflow = $0.orchestrator { true } else { false } }
        guard try airflows.count < 2 || arguments.value(CommonOptions.inventory) == nil else {
            throw UsageError(
                command: syntax.name,
                problems: ["--inventory is of one Airflow; name its environment with --environment"])
        }
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
