import Documents
import System

/// What was told and has not ended, kept in a file: a restart, or one after another, neither tells it again nor forgets
/// to tell its end.
struct AlertMemory: Sendable {
    let path: String
    /// The host or pod that reports; what another one told is its own affair.
    let instance: String

    private static let limit = 1 << 20

    /// Nothing for a file that is not there or cannot be read: then all is told anew.
    func read() -> [AlertPolicy.Open] {
        do {
            let document = try JSONParser.parse(try FileSystem().contents(path, limit: Self.limit))
            guard document["instance"]?.string == instance, case .array(let open) = document["open"] else { return [] }
            return open.compactMap(AlertPolicy.Open.init)
        } catch {
            return []
        }
    }

    func write(_ open: [AlertPolicy.Open]) throws(FileSystemError) {
        let files = FileSystem()
        guard !open.isEmpty else {
            if try files.status(path) != nil { try files.remove(path) }
            return
        }
        let document = Document.object([
            ("instance", .string(instance)), ("open", .array(open.map(\.document))),
        ])
        // One name, so that a process that was killed leaves no more than one.
        let temporary = "\(path).new"
        try files.removeTree(temporary)
        try files.write(Array(document.compactJSON.utf8), to: temporary)
        try files.rename(temporary, to: path)
    }
}

extension AlertPolicy.Open {
    fileprivate var document: Document {
        .object([
            ("condition", .string(condition.rawValue)), ("severity", .string(severity.rawValue)),
            ("since", .int(Int(since.nanoseconds))), ("at", .int(Int(at.nanoseconds))), ("trouble", trouble.document),
        ])
    }

    fileprivate init?(_ document: Document) {
        guard let condition = document["condition"]?.string.flatMap(Alert.Condition.init),
            let severity = document["severity"]?.string.flatMap(Alert.Severity.init),
            case .int(let since) = document["since"], case .int(let at) = document["at"],
            let trouble = document["trouble"].flatMap(Trouble.init)
        else { return nil }
        self.init(
            condition: condition, severity: severity, trouble: trouble, since: Timestamp(nanoseconds: Int64(since)),
            at: Timestamp(nanoseconds: Int64(at)))
    }
}

extension Trouble {
    fileprivate var document: Document {
        func text(_ value: String?) -> Document { value.map(Document.string) ?? .null }
        return .object([
            ("step", .string(step)), ("name", .string(name)), ("message", .string(message)),
            ("advice", .string(advice)), ("severity", .string(severity.rawValue)), ("commit", text(commit)),
            ("author", text(author)), ("summary", text(summary)), ("story", .string(story)),
            ("isOftenBrief", .bool(isOftenBrief)),
        ])
    }

    fileprivate init?(_ document: Document) {
        guard let step = document["step"]?.string, let name = document["name"]?.string,
            let message = document["message"]?.string, let advice = document["advice"]?.string,
            let severity = document["severity"]?.string.flatMap(Alert.Severity.init),
            let story = document["story"]?.string, case .bool(let isOftenBrief) = document["isOftenBrief"]
        else { return nil }
        self.init(
            step: step, name: name, message: message, advice: advice, severity: severity,
            commit: document["commit"]?.string, author: document["author"]?.string,
            summary: document["summary"]?.string, story: story, isOftenBrief: isOftenBrief)
    }
}
