import Diagnostics
import PipelineModel

/// No text of a task holds a password or key.
///
/// It looks for shapes that nothing else has, so that ordinary text is never mistaken for a secret.
enum SecretsAreReferences: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                guard let shape = task.literals.lazy.compactMap(SecretShape.init(in:)).first else { continue }
                report.add(
                    .literalSecret, "task `\(task.path)` holds \(shape.title) in its text",
                    at: pipeline.sources.location(ofTask: task.path),
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
        if text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----") {
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
    private static func hasPasswordInURL(_ text: String) -> Bool {
        var rest = Substring(text)
        while let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...]
            let authority = rest.prefix { !"/ \t\n\"'?#".contains($0) }
            guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
                continue
            }
            let password = authority[authority.index(after: colon)..<at]
            if !password.isEmpty, !"${<%*".contains(password.first ?? "*") { return true }
        }
        return false
    }

    /// `AKIA` or `ASIA` and 16 capitals or digits, as AWS forms its key ids.
    private static func hasAccessKey(_ text: String) -> Bool {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.contains { word in
            word.count == 20 && (word.hasPrefix("AKIA") || word.hasPrefix("ASIA"))
                && word.allSatisfy { $0.isUppercase || $0.isNumber }
        }
    }

    /// `--password=value` and its like.
    private static func hasPasswordOption(_ text: String) -> Bool {
        let lowered = text.lowercased()
        return ["--password=", "--password ", "--token=", "--secret=", "pgpassword="].contains { option in
            guard let range = lowered.firstRange(of: option), let first = lowered[range.upperBound...].first else {
                return false
            }
            return !"$\"'{<-% ".contains(first)
        }
    }
}

extension TaskModel {
    fileprivate var literals: [String] {
        kind.facts.texts.flatMap(\.literals) + (documentation.map { [$0] } ?? [])
    }
}
