import CommandLine
import Compilation
import Diagnostics
import Foundation
import Git
import LocalPlatform
import Network
import PipelineModel
import Workspace

/// Compiles the pipelines for this machine and publishes them here.
struct LocalPublication {
    private let place: LocalPlace
    private let context: CommandContext
    private let environment: EnvironmentModel

    init(_ place: LocalPlace, _ arguments: ParsedArguments, _ context: CommandContext) throws {
        self.place = place
        self.context = context
        environment = try LocalCommand.environment(arguments, context)
    }

    /// Whether the environment declares who hears of what.
    var isWatched: Bool { environment.operations.map { !$0.routes.isEmpty } ?? false }

    /// Publishes to a platform that was started.
    ///
    /// - Returns: false when the pipelines have errors, which were reported.
    func publish() async throws -> Bool {
        guard let platform = try place.started() else {
            throw LocalStepFailed(
                step: "push", detail: "there is no platform here", advice: "start one with `local up`")
        }
        guard let artifacts = try compile(platform.ports) else { return false }
        let commit = try await commit(artifacts)
        try await tell(platform, of: commit)
        return true
    }

    /// - Returns: nil when the pipelines have errors, which were reported.
    func compile(_ ports: LocalPorts) throws -> ArtifactSet? {
        let local = try LocalEnvironment(environment, folder: place.folder, ports: ports)
        let compilation = Compilation.run(context.catalog, for: local.model)
        let errors = compilation.report.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else {
            context.report(compilation.report)
            return nil
        }
        return compilation.artifacts
    }

    /// Makes the files the head of the repository here.
    func commit(_ artifacts: ArtifactSet) async throws -> ObjectID {
        try await makeRepository()
        let access = try await RepositoryAccess("file://\(place.folder.repository)", nil, context)
        return try await DagRepository.with(access, branch: "main") { repository in
            let head = try await repository.head(for: artifacts)
            let plan = OutputPlan(artifacts, onto: head.state)
            var files = Dictionary(uniqueKeysWithValues: artifacts.artifacts.map { ($0.path.text, $0.bytes) })
            files[Manifest.path.text] = Array(plan.manifest.render().utf8)
            let git = GitProgram(folder: context.folder, variables: context.variables)
            let description = CommitDescription(
                author: await CommitMessage.author(git, context.variables), message: "Publish for this machine")
            switch try await repository.publish(files, onto: head.commit, as: description) {
            case .unchanged(let id):
                context.console.print("the pipelines are published as they are")
                return id
            case .published(let id):
                let lines = PlanSummary.lines(of: plan)
                // A first push is all files; what people wait for later is a few.
                for line in lines.prefix(20) where lines.count <= 20 { context.console.print("  \(line)") }
                if lines.count > 20 { context.console.print("  \(PlanSummary.counts(of: plan))") }
                return id
            }
        }
    }

    private func makeRepository() async throws {
        guard !FileManager.default.fileExists(atPath: "\(place.folder.repository)/HEAD") else { return }
        let command = ["git", "init", "--quiet", "--bare", "--initial-branch", "main", place.folder.repository]
        let ended = try await LocalProgram(command, in: place.folder.state).run()
        guard ended.status == 0 else {
            throw LocalStepFailed(
                step: "make the repository", detail: ended.lastWords, advice: "git 2.28 or later is needed")
        }
    }

    /// Has dag-sync publish at once, and waits until the tree is there.
    private func tell(_ platform: LocalPlatform, of commit: ObjectID) async throws {
        let client = HTTPClient()
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            do {
                _ = try await client.send(HTTPRequest(.post, "\(platform.ports.url(.sync))/sync"))
            } catch {
                // It is not up yet, or starts again; it publishes when it is.
            }
            if published == commit.description {
                context.console.print("published \(commit.description.prefix(10))")
                return
            }
            try await Task.sleep(for: .milliseconds(300))
        }
        throw LocalStepFailed(
            step: "publish", detail: "dag-sync did not publish \(commit) within 30 seconds",
            advice: "see `local logs dag-sync` and `local status`")
    }

    /// The commit that readers see.
    private var published: String? {
        // Before the first publication there is no link.
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place.folder.tree)
        return target?.split(separator: "/").last.map(String.init)
    }
}
