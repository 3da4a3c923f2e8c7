import Compiler
import Git
import Workspace

/// What the one who pushes has said that may be lost.
struct PushPermits {
    /// Files of the branch that dagc did not write.
    var replaces = false
    /// What was pushed from sources that these ones do not have.
    var isOlder = false
    /// That the branch does not exist beside others.
    var makesBranch = false
}

/// Why nothing is pushed, in words for the one who pushes.
enum PushRefusal: Error, CustomStringConvertible {
    case stale(String)
    case moved(branch: String, base: String?, head: ObjectID?)
    case edited(branch: String, [ArtifactPath])
    case foreign(branch: String, [String])
    case otherSources([String])
    case otherRepository(planned: String, given: String)
    case noBranch(String, others: [String])
    case olderSources(branch: String, pushed: String, mine: String)

    /// Throws when the branch holds something that this push is not based on.
    static func check(
        _ head: DagRepository.Head, _ plan: OutputPlan, base: PushOrder.Base, _ permits: PushPermits, branch: String
    ) throws(PushRefusal) {
        if head.commit == nil, !head.others.isEmpty, !permits.makesBranch {
            throw .noBranch(branch, others: head.others)
        }
        if case .commit(let base) = base, base != head.commit?.description {
            throw .moved(branch: branch, base: base, head: head.commit)
        }
        guard !permits.replaces else { return }
        let edited = plan.conflicts.map(\.path)
        if !edited.isEmpty { throw .edited(branch: branch, edited) }
        if !head.foreign.isEmpty { throw .foreign(branch: branch, head.foreign) }
    }

    var description: String {
        switch self {
        case .stale(let out):
            "\(out) is not what the pipelines compile to; run `dagc compile`, look at the changes, then push"
        case .moved(let branch, let base, let head):
            "\(branch) is at \(head?.description ?? "no commit"), not at \(base ?? "none"); run `dagc plan` again and look at it"
        case .edited(let branch, let paths):
            "\(branch) holds changes by hand in \(Self.list(paths.map(\.text))); "
                + "bring them into the pipelines, or push with --replace to lose them"
        case .foreign(let branch, let paths):
            "\(branch) holds files that dagc did not write: \(Self.list(paths)); "
                + "move them away, or push with --replace to delete them"
        case .otherSources(let paths):
            "the pipelines compile to something else than was planned: \(Self.list(paths)); "
                + "run `dagc plan` again and look at it"
        case .noBranch(let branch, let others):
            "there is no branch `\(branch)`: "
                + (suggestion(for: branch, among: others) ?? "there is \(Self.list(others.sorted()))")
                + "; push with --new-branch to make one"
        case .olderSources(let branch, let pushed, let mine):
            "\(branch) was pushed from commit \(pushed) of the sources, which is not in the history of \(mine): this push "
                + "would take its changes away; merge it first, or push with --older to do so"
        case .otherRepository(let planned, let given):
            "the plan is for \(planned), not for \(given); leave --repo out, or make a plan for that one"
        }
    }

    private static func list(_ paths: [String]) -> String {
        let shown = paths.prefix(5).joined(separator: ", ")
        return paths.count > 5 ? "\(shown) and \(paths.count - 5) more" : shown
    }
}
