import Documents
internal import Git

/// A file of the published commit of which readers see an earlier version, or none, because its own does not compile.
package struct HeldFile: Sendable, Equatable, CustomStringConvertible {
    /// The version that readers have.
    struct Version: Sendable, Equatable {
        let id: ObjectID
        let isExecutable: Bool
    }

    package let path: String
    package let line: Int
    /// What the interpreter says.
    package let message: String
    /// The object that does not compile.
    package let broken: String
    /// The commit that brought it, with its author and the first line of its message.
    package let commit: String
    package let author: String
    package let summary: String
    /// nil when there is no good version, so that the file is left out.
    let good: Version?

    package var description: String {
        let kept = good == nil ? "left out, it has no good version" : "readers keep the version before"
        return "\(path):\(line): \(message) (commit \(commit) by \(author): \(summary)); \(kept)"
    }
}

extension HeldFile {
    /// What is kept beside a published tree.
    var document: Document {
        .object([
            ("path", .string(path)), ("line", .int(line)), ("message", .string(message)),
            ("broken", .string(broken)), ("commit", .string(commit)), ("author", .string(author)),
            ("summary", .string(summary)), ("good", good.map { .string($0.id.description) } ?? .null),
            ("isExecutable", .bool(good?.isExecutable ?? false)),
        ])
    }

    /// nil for a document of another form.
    init?(_ document: Document) {
        guard let path = document["path"]?.string, case .int(let line) = document["line"],
            let message = document["message"]?.string, let broken = document["broken"]?.string,
            let commit = document["commit"]?.string, let author = document["author"]?.string,
            let summary = document["summary"]?.string, case .bool(let isExecutable) = document["isExecutable"]
        else { return nil }
        let good = document["good"]?.string.flatMap { ObjectID($0) }
        self.init(
            path: path, line: Int(line), message: message, broken: broken, commit: commit, author: author,
            summary: summary, good: good.map { Version(id: $0, isExecutable: isExecutable) })
    }
}
