import Foundation

/// The commit of the pipelines' own repository.
struct SourceRevision: Equatable {
    /// The full id.
    let commit: String
    /// Whether files differ from that commit.
    let isChanged: Bool

    /// Of the sources in which a command is called; nil when they are in no repository, or git is not installed.
    init?(of git: GitProgram) async {
        guard let commit = await git.answer("rev-parse", "--verify", "--quiet", "HEAD") else { return nil }
        self.commit = commit
        isChanged = await git.answer("status", "--porcelain", "--", ".").map { !$0.isEmpty } ?? false
    }

    init(commit: String, isChanged: Bool) {
        self.commit = commit
        self.isChanged = isChanged
    }

    private static let changed = " (changed)"

    /// As a trailer says it.
    var text: String { commit + (isChanged ? Self.changed : "") }

    init?(text: String) {
        let isChanged = text.hasSuffix(Self.changed)
        let commit = isChanged ? String(text.dropLast(Self.changed.count)) : text
        guard !commit.isEmpty, commit.allSatisfy(\.isHexDigit) else { return nil }
        self.init(commit: commit, isChanged: isChanged)
    }

    /// How these sources stand to those of an earlier push.
    enum Relation: Equatable {
        case same
        /// What was pushed is in the history of these sources.
        case newer
        /// What was pushed is not in the history of these sources, which would take it away.
        case lacking
        /// This clone does not know the other commit, or not all of the history.
        case unknown
    }

    func relation(to other: SourceRevision, _ git: GitProgram) async -> Relation {
        if other.commit == commit { return .same }
        guard await git.answer("rev-parse", "--is-shallow-repository") == "false" else { return .unknown }
        switch await git.status("merge-base", "--is-ancestor", other.commit, commit) {
        case 0: return .newer
        case 1: return .lacking
        default: return .unknown
        }
    }
}
