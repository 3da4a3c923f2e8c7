import Documents
internal import Git

/// What hooks are told after a publish.
package struct PublishNotice: Sendable, Equatable {
    package let commit: String
    /// Absolute path of the tree.
    package let directory: String
    package let previous: String?
    package let author: String?
    package let summary: String?
    package let changed: [String]
    package let removed: [String]

    /// What a report has to tell; nil when the link was not switched.
    init?(_ report: CycleReport) {
        guard case .published(let published) = report.outcome else { return nil }
        commit = published.commit.id.description
        directory = published.directory
        previous = published.replaced
        author = published.commit.author.name
        summary = published.commit.summary
        changed = published.changedPaths
        removed = published.removedPaths
    }

    /// The tree that a restarted process found up to date: like git-sync, its first sync tells the hooks too.
    init(alreadyLive live: TreeRoot.LiveTree) {
        commit = live.commit
        directory = live.directory
        previous = live.commit
        (author, summary) = (nil, nil)
        (changed, removed) = ([], [])
    }

    var document: Document {
        .object([
            ("commit", .string(commit)), ("previous", previous.map(Document.string) ?? .null),
            ("author", author.map(Document.string) ?? .null), ("summary", summary.map(Document.string) ?? .null),
            ("changed", .array(changed.map(Document.string))), ("removed", .array(removed.map(Document.string))),
        ])
    }
}
