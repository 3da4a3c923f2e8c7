import Git
import Workspace

/// What dagc says of a push at the end of its commit's message (git-interpret-trailers(1)).
struct CommitTrailers: Equatable {
    /// Of the pipelines; nil when they are in no repository.
    var source: SourceRevision?
    /// The digest of the manifest, which names every file with its own.
    var plan: String
    /// Of dagc.
    var version: String
    var environment: String?

    private enum Key: String, CaseIterable {
        case source = "Dagc-Source"
        case plan = "Dagc-Plan"
        case version = "Dagc-Version"
        case environment = "Dagc-Environment"
    }

    init(source: SourceRevision?, plan: String, environment: String?) {
        self.source = source
        self.plan = plan
        version = Dagc.version
        self.environment = environment
    }

    /// `message` with these as its last paragraph.
    func appended(to message: String) -> String {
        let values: [(Key, String?)] = [
            (.source, source?.text), (.plan, plan), (.version, version), (.environment, environment),
        ]
        let lines = values.compactMap { key, value in value.map { "\(key.rawValue): \($0)" } }
        let text = message.split(separator: "\n", omittingEmptySubsequences: false)
        let end = text.lastIndex { !$0.allSatisfy(\.isWhitespace) }.map { $0 + 1 } ?? 0
        return (text[..<end].joined(separator: "\n") + "\n\n" + lines.joined(separator: "\n")) + "\n"
    }

    /// Of a commit; nil when dagc did not make it.
    init?(of message: String) {
        var values: [Key: String] = [:]
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        let end = lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0
        let start = lines[..<end].lastIndex { $0.allSatisfy(\.isWhitespace) } ?? 0
        for line in lines[start...] {
            for key in Key.allCases where line.hasPrefix("\(key.rawValue): ") {
                values[key] = String(line.dropFirst(key.rawValue.count + 2))
            }
        }
        guard let plan = values[.plan], let version = values[.version] else { return nil }
        self.plan = plan
        self.version = version
        source = values[.source].flatMap { SourceRevision(text: $0) }
        environment = values[.environment]
    }
}
