import Diagnostics
import PipelineModel

/// No text of a task holds a password or key.
///
/// It looks for shapes that nothing else has, so that ordinary text is never mistaken for a secret.
enum SecretsAreReferences: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let shape = task.literals.lazy.compactMap(SecretShape.init(in:)).first else { continue }
                report.add(
                    .literalSecret, "task `\(task.path)` holds \(shape.title) in its text",
                    at: task.location,
                    fix: "keep it in a connection or secrets backend, and refer to that")
            }
        }
    }
}

/// A way in which secrets are recognised.
enum SecretShape {
    case passwordInURL
    case accessKey
    case privateKey
    case passwordOption

    var title: String {
        switch self {
        case .passwordInURL: "a URL with a password"
        case .accessKey: "an AWS access key id"
        case .privateKey: "a private key"
        case .passwordOption: "a password option with its value"
        }
    }

    init?(in text: String) {
        let text = ScannedText(text)
        if text.contains("-----begin ") && text.contains("private key-----") {
            self = .privateKey
        } else if Self.hasPasswordInURL(text) {
            self = .passwordInURL
        } else if Self.hasAccessKey(text) {
            self = .accessKey
        } else if Self.hasPasswordOption(text) {
            self = .passwordOption
        } else {
            return nil
        }
    }

    /// `scheme://user:password@host`, where the password is no reference such as `$PASSWORD` or `{{ … }}`.
    private static func hasPasswordInURL(_ text: ScannedText) -> Bool {
        text.bytes(after: "://").contains { rest in
            let authority = rest.prefix { !"/ \t\n\"'?#".utf8.contains($0) }
            guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
                let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")),
                let first = authority[colon..<at].dropFirst().first
            else { return false }
            return !"${<%*".utf8.contains(first)
        }
    }

    /// `AKIA` or `ASIA` and 16 capitals or digits, as AWS forms its key ids.
    private static func hasAccessKey(_ text: ScannedText) -> Bool {
        ["akia", "asia"].flatMap(text.bytes).contains { rest in
            let start = rest.startIndex - 4
            let word = text.bytes[start...].prefix(while: ScannedText.isLetterOrDigit)
            let isWhole = start == 0 || !ScannedText.isLetterOrDigit(text.bytes[start - 1])
            return isWhole && word.count == 20 && word.allSatisfy { !(97...122).contains($0) }
        }
    }

    /// `--password=value` and its like.
    private static func hasPasswordOption(_ text: ScannedText) -> Bool {
        ["--password=", "--password ", "--token=", "--secret=", "pgpassword="].contains { option in
            text.bytes(after: option).contains { rest in
                guard let first = rest.first else { return false }
                return !"$\"'{<-% ".utf8.contains(first)
            }
        }
    }
}

/// Text as bytes, in which words of ASCII are found quickly, whatever their case.
private struct ScannedText {
    let bytes: [UInt8]
    private let lowered: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
        lowered = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    /// What stands after each place where `word` is, which is written in small letters.
    func bytes(after word: String) -> [ArraySlice<UInt8>] {
        let word = Array(word.utf8)
        var found: [ArraySlice<UInt8>] = []
        var rest = lowered[...]
        while let start = rest.firstIndex(of: word[0]) {
            rest = rest[start...]
            if rest.starts(with: word) { found.append(bytes[(start + word.count)...]) }
            rest = rest.dropFirst()
        }
        return found
    }

    func contains(_ word: String) -> Bool { !bytes(after: word).isEmpty }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

extension CheckContext.Task {
    fileprivate var literals: [String] {
        parts.compactMap(\.literal) + (model.documentation.map { [$0] } ?? [])
    }
}
