import CodeModels
import PipelineModel

/// An object of the Kubernetes API: said once, and written as a YAML file, as a dictionary of Python, or as an object of
/// the Kubernetes client.
///
/// Source of types and fields: https://github.com/kubernetes-client/python/blob/master/kubernetes/README.md#documentation-for-models
struct Manifest {
    /// The client's class.
    let type: PythonIdentifier
    /// By the names of the API, such as `mountPath`.
    private(set) var fields: [Field] = []

    struct Field {
        let name: String
        let value: Value
    }

    indirect enum Value {
        case text(RuntimeText)
        case int(Int)
        case flag(Bool)
        case list([Value])
        /// Keys that people choose, such as labels.
        case map([(key: String, value: String)])
        case object(Manifest)
    }

    init(_ type: PythonIdentifier) {
        self.type = type
    }

    /// Adds nothing for a value that is missing.
    mutating func add(_ name: String, _ value: Value?) {
        if let value { fields.append(Field(name: name, value: value)) }
    }

    mutating func add(_ name: String, _ text: String?) {
        add(name, text.map { .text(RuntimeText($0)) })
    }

    mutating func add(_ name: String, ifTrue flag: Bool) {
        if flag { add(name, .flag(true)) }
    }

    mutating func add(_ name: String, _ object: Manifest?) {
        add(name, object.map { .object($0) })
    }

    /// Lists are left out when they are empty.
    mutating func add(_ name: String, _ objects: [Manifest]) {
        if !objects.isEmpty { add(name, .list(objects.map { .object($0) })) }
    }

    mutating func add(_ name: String, _ texts: [RuntimeText]) {
        if !texts.isEmpty { add(name, .list(texts.map { .text($0) })) }
    }

    mutating func add(_ name: String, _ entries: [ConfigurationEntry]) {
        if !entries.isEmpty { add(name, .map(entries.map { ($0.key, $0.value) })) }
    }
}
