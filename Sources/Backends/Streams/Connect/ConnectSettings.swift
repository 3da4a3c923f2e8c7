import BackendInterface
import CodeModels
import PipelineModel

/// Settings of a connector, in the order in which they are written; each once.
struct ConnectSettings {
    private(set) var entries: [(key: String, value: String)] = []

    mutating func add(_ key: String, _ value: String) {
        precondition(!entries.contains { $0.key == key }, "`\(key)` is given twice")
        entries.append((key, value))
    }

    mutating func add(_ key: String, _ value: Int) { add(key, String(value)) }
    mutating func add(_ key: String, _ value: Bool) { add(key, value ? "true" : "false") }

    /// What an author sets; it may stand in place of what was set before.
    mutating func set(_ settings: [StreamSettingModel], of part: StreamPart, prefix: String = "") {
        for setting in settings where setting.part == part {
            entries.removeAll { $0.key == prefix + setting.key }
            entries.append((prefix + setting.key, setting.value))
        }
    }

    /// As Kafka Connect takes it: `PUT /connectors/NAME/config` of `config`, or a file of a standalone worker.
    func document(named name: String) -> Document {
        let config = Document.object(entries.map { ($0.key, .string($0.value)) })
        return .object([("name", .string(name)), ("config", config)])
    }

    subscript(key: String) -> String? { entries.first { $0.key == key }?.value }
}

extension DatabaseServerModel {
    /// A secret by the file that holds it, as Kafka's `DirectoryConfigProvider` finds it where the worker runs.
    func secret(_ name: String) -> String { "${directory:\(secrets):\(name)}" }
}

extension String {
    /// As a regular expression of Java that matches nothing else.
    var javaPattern: String {
        String(
            flatMap { character -> [Character] in
                "\\^$.|?*+()[]{}".contains(character) ? ["\\", character] : [character]
            })
    }
}
