import CommandLine
import Compilation
import Compiler
import Diagnostics
import Foundation
import Git
import PipelineModel
import Planning
import Workspace

/// `dagc plan`: what `compile` or `push` would change, in the words of the pipelines.
struct PlanCommand: Command {
    static let against = Option(
        "against", as: "URL|DIR", default: "generated", environment: ["DAGC_REPO"],
        "a DAG repository or a folder to compare with")
    static let format = Option("format", default: PlanFormat.text, "text, json, or markdown for a pull request")
    static let files = Option.flag("files", "show the differences of the files too; markdown always does")
    static let from = Option<Moment?>.optional("from", "show what runs from then on; by default from now on")
    static let out = Option<String?>.optional(
        "out", as: "FILE", "keep the plan, for `dagc push --plan FILE`; needs a repository to compare with")

    static let syntax = CommandSyntax(
        "dagc plan", "Show what would change",
        options: [
            against, RepositoryOptions.branch, RepositoryOptions.into, CommonOptions.environment, CommonOptions.airflow,
            format, files, from, out, CommonOptions.inventory,
        ] + RepositoryOptions.access,
        footer: """
            Signs: + new, - deleted, ~ changed, > renamed, ! what that means for Airflow. Pipelines are compared by the \
            models that lie in `model/` beside the generated files, so moved lines of the sources change nothing.
            Exit codes: 0 nothing would change, 2 something would, or the branch holds files that a push refuses to \
            delete, 1 a pipeline is wrong, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let held = try InventoriedCompilation.run(
            for: SelectedEnvironment.read(arguments, context, for: syntax), arguments, context)
        let compilation = held.compilation
        context.report(held.report)
        guard let artifacts = compilation.artifacts, !held.report.hasErrors else { return .failure }
        let place = try arguments.value(against)
        let file = try arguments.value(out).map(context.path)
        let (plan, base): (OutputPlan, Base?)
        if isRepository(place) {
            (plan, base) = try await self.plan(artifacts, onto: place, arguments, context)
        } else {
            if file != nil { throw PlanFileError.withoutRepository }
            if arguments.origin(of: against) != nil { try requireFolder(place, context) }
            plan = OutputPlan(artifacts, onto: try OutputFolder(context.path(place)).state(for: artifacts))
            base = nil
        }
        let now = try arguments.value(from)?.time ?? UnixTime(Int(Date().timeIntervalSince1970))
        let report = PlanReport(
            plan: plan, difference: ProjectDifference(plan, at: PlanMoment(now)),
            environment: compilation.environment.name, base: base?.commit, showsFiles: try arguments.value(files))
        context.console.print(report.render(try arguments.value(format)))
        if let file, let base {
            try PlanFile(
                repository: base.repository, branch: try arguments.value(RepositoryOptions.branch),
                into: try arguments.value(RepositoryOptions.into), base: base.commit,
                environment: compilation.environment.name, plan
            ).write(to: file)
        }
        guard let foreign = base?.foreign, !foreign.isEmpty else { return plan.isUpToDate ? .success : .changes }
        let refusal = PushRefusal.foreign(branch: try arguments.value(RepositoryOptions.branch), foreign)
        context.console.complain("warning: `dagc push` would refuse this: \(refusal)")
        return .changes
    }

    /// What a push would be based on.
    private struct Base {
        /// Without credentials.
        let repository: String
        /// Nil when the branch does not exist yet.
        let commit: String?
        /// Files of the branch that no compilation wrote.
        let foreign: [String]
    }

    private static func plan(
        _ artifacts: ArtifactSet, onto place: String, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws -> (OutputPlan, Base?) {
        let access = try await RepositoryAccess(place, arguments, context)
        let branch = try arguments.value(RepositoryOptions.branch)
        return try await DagRepository.with(access, branch: branch, into: arguments.value(RepositoryOptions.into)) {
            context.console.progress("reading \($0.branch) of \($0.remote)")
            let head = try await $0.head(for: artifacts)
            let base = Base(
                repository: $0.remote.description, commit: head.commit?.description, foreign: head.foreign)
            return (OutputPlan(artifacts, onto: head.state), base)
        }
    }

    /// A folder that somebody names is there; only the one that is compiled to may be still to come.
    private static func requireFolder(_ place: String, _ context: CommandContext) throws(NoSuchFolder) {
        var isFolder = ObjCBool(false)
        let exists = FileManager.default.fileExists(atPath: context.path(place), isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { throw NoSuchFolder(place: place) }
    }

    /// A URL or `host:path`; everything else is a folder, except a bare repository.
    private static func isRepository(_ place: String) -> Bool {
        place.contains("://") || place.hasSuffix(".git") || place.prefix { $0 != "/" }.contains(":")
    }
}

/// There is nothing to compare with.
struct NoSuchFolder: Error, CustomStringConvertible {
    let place: String

    var description: String {
        "there is no folder \(place); --against names a DAG repository, or a folder that `dagc compile` has written"
    }
}

/// How a plan is written.
enum PlanFormat: String, CaseIterable, ArgumentValue {
    case text
    case json
    case markdown
}
