import Git
import Workspace

/// Artifacts on their way onto a branch.
///
/// The server moves the branch in one step or not at all, so a publication that ends early leaves the branch either as it
/// was or as it was meant to be.
struct Publication {
    let artifacts: ArtifactSet
    let repository: DagRepository
    let base: PushOrder.Base
    let permits: PushPermits
    /// Told in a few words what begins, for somebody who waits.
    let progress: @Sendable (String) -> Void

    /// How often others may be quicker.
    private static let attempts = 5

    struct Done {
        let plan: OutputPlan
        let outcome: PublishOutcome
    }

    /// - Parameters:
    ///   - check: what has to hold of the branch beside its files.
    ///   - describe: the commit of a plan.
    /// - Throws: `PushRefusal`, `GitError`, `PushInterruption` when the connection broke.
    func run(
        check: (DagRepository.Head) async throws -> Void, describe: (OutputPlan) async throws -> CommitDescription
    ) async throws -> Done {
        progress("reading \(repository.branch) of \(repository.remote)")
        var head = try await repository.head(for: artifacts)
        let plan = OutputPlan(artifacts, onto: head.state)
        try PushRefusal.check(head, plan, base: base, permits, branch: repository.branch)
        try await check(head)
        var files = Dictionary(uniqueKeysWithValues: artifacts.artifacts.map { ($0.path.text, $0.bytes) })
        files[Manifest.path.text] = Array(plan.manifest.render().utf8)
        let commit = try await describe(plan)
        for attempt in 1... {
            progress("sending \(PlanSummary.counts(of: plan))")
            do {
                return Done(plan: plan, outcome: try await repository.publish(files, onto: head.commit, as: commit))
            } catch let error as GitError where error.category == .nonFastForward && attempt < Self.attempts {
                guard let next = try await next(after: head, for: plan) else { throw error }
                head = next
            } catch let error as GitError where [.network, .timeout].contains(error.category) {
                return Done(plan: plan, outcome: try await outcome(of: error, onto: head))
            }
        }
        preconditionFailure("the last attempt returns or throws")
    }

    /// Where the branch is now that somebody else was quicker; nil when the plan does not hold there any more.
    private func next(after head: DagRepository.Head, for plan: OutputPlan) async throws -> DagRepository.Head? {
        guard base == .any else { return nil }
        progress("\(repository.branch) has moved; reading it again")
        let next = try await repository.head(for: artifacts)
        let again = OutputPlan(artifacts, onto: next.state)
        guard again == plan || again.isUpToDate, next.foreign == head.foreign || permits.replaces else { return nil }
        return next
    }

    /// What has become of a push whose connection broke: the server may have taken it before.
    private func outcome(of error: GitError, onto head: DagRepository.Head) async throws -> PublishOutcome {
        progress("the connection broke; asking where \(repository.branch) is")
        let now: DagRepository.Head
        do { now = try await repository.head(for: artifacts) } catch let again as GitError {
            throw PushInterruption.unknown(branch: repository.branch, error, again)
        }
        guard let commit = now.commit, commit != head.commit else {
            throw PushInterruption.notTaken(branch: repository.branch, head: head.commit, error)
        }
        guard OutputPlan(artifacts, onto: now.state).isUpToDate else {
            throw PushInterruption.overtaken(branch: repository.branch, head: commit, error)
        }
        return .published(commit)
    }
}

/// A push whose connection broke, and what is known of the branch since.
enum PushInterruption: Error, CustomStringConvertible {
    case notTaken(branch: String, head: ObjectID?, GitError)
    case overtaken(branch: String, head: ObjectID, GitError)
    case unknown(branch: String, GitError, GitError)

    var description: String {
        switch self {
        case .notTaken(let branch, let head, let error):
            "nothing was pushed: the connection broke, and \(branch) is still at \(head?.description ?? "no commit"); push "
                + "again (\(error))"
        case .overtaken(let branch, let head, let error):
            "the connection broke, and \(branch) is now at \(head), which is not what was to be pushed; run `dagc plan` "
                + "again and look at it (\(error))"
        case .unknown(let branch, let error, let again):
            "the connection broke, and whether the server took the push is not known; run `dagc status` for \(branch) once "
                + "it answers (\(error); \(again))"
        }
    }
}
