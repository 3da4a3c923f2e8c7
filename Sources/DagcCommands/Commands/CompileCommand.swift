import CommandLine
import Compilation
import Compiler
import Diagnostics
import PipelineModel
import Workspace

/// `dagc compile`: checks the pipelines and writes the generated files.
struct CompileCommand: Command {
    static let check = Option.flag("check", "write nothing; fail when the generated files are not up to date")
    static let overwrite = Option.flag("overwrite", "replace generated files that were changed by hand")

    static let syntax = CommandSyntax(
        "dagc compile", "Check the pipelines and write the generated files",
        options: [
            CommonOptions.environment, CommonOptions.airflow, CommonOptions.out, check, overwrite,
            CommonOptions.warningsAsErrors, CommonOptions.inventory,
        ],
        footer: """
            Exit codes: 0 the files are up to date, 1 a pipeline is wrong or nothing could be written, 64 usage.
            Nothing is written when a finding is an error, or a warning that counts as one.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let held = try InventoriedCompilation.run(
            for: SelectedEnvironment.read(arguments, context, for: syntax), arguments, context)
        let compilation = held.compilation
        context.report(held.report)
        guard let artifacts = compilation.artifacts, !held.report.hasErrors else { return .failure }
        if try arguments.value(CommonOptions.warningsAsErrors), !held.report.diagnostics.isEmpty {
            return .failure
        }

        let out = try arguments.value(CommonOptions.out)
        let folder = OutputFolder(context.path(out))
        let plan = OutputPlan(artifacts, onto: try folder.state(for: artifacts))
        let strays = try StrayFiles.findings(in: folder, beside: plan, below: out)
        context.report(strays)
        if try arguments.value(CommonOptions.warningsAsErrors), !strays.diagnostics.isEmpty { return .failure }
        if try arguments.value(check) { return checked(plan, out, context) }
        let overwrites = try arguments.value(overwrite)
        if !overwrites {
            let drift = OutputDrift.findings(in: plan, below: out)
            context.report(drift)
            if drift.hasErrors { return .failure }
        }
        try OutputWriter.apply(plan, to: folder, onConflict: overwrites ? .overwrite : .refuse)
        for line in PlanSummary.lines(of: plan) { context.console.print("  \(line)") }
        context.console.print(summary(of: plan, compilation, out))
        return .success
    }

    private static func checked(_ plan: OutputPlan, _ out: String, _ context: CommandContext) -> ExitCode {
        guard !plan.isUpToDate else {
            context.console.print("\(out) is up to date: \(plan.changes.count) files")
            return .success
        }
        for line in PlanSummary.lines(of: plan) { context.console.complain("  \(line)") }
        context.console.complain("error: \(out) is not up to date; run `dagc compile` and commit what it writes")
        return .failure
    }

    private static func summary(of plan: OutputPlan, _ compilation: Compilation, _ out: String) -> String {
        let pipelines = compilation.project?.model.pipelines.count ?? 0
        let subject = "\(pipelines) pipeline\(pipelines == 1 ? "" : "s") for \(compilation.environment.name)"
        guard !plan.isUpToDate else { return "\(subject): \(out) is up to date" }
        return "\(subject): \(PlanSummary.counts(of: plan)) in \(out)"
    }
}
