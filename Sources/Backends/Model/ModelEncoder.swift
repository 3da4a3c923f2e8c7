import CodeModels
import PipelineModel

/// A value of the model as a document, by its own structure, so that nothing that is added to the model is forgotten.
///
/// A structure is an object; a case is its raw value or name, or with payload an object whose one key is the name. Text
/// without parts for later is a string. What says nothing is left out of an object: an optional that is nil, and what
/// is not optional where it is false, an empty text, list or object. A dataset is its name; what it is stands in
/// ``EncodedDatasets``, once for however many tasks that read it.
struct ModelEncoder: Encoder {
    static func encode<Value: Encodable>(_ value: Value, _ datasets: EncodedDatasets) -> Document {
        // Comparing types first is much quicker than casting each of some hundred thousand values in vain.
        if Value.self == RuntimeText.self, let text = value as? RuntimeText { return self.text(text, datasets) }
        if Value.self == CalendarDate.self, let date = value as? CalendarDate { return .string(date.description) }
        if Value.self == DatasetModel.self, let dataset = value as? DatasetModel, datasets.hold(dataset) {
            return .string(dataset.name)
        }
        // Dictionaries have no order of their own.
        if Value.self == [String: String].self, let map = value as? [String: String] {
            return .object(DocumentObject(map.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        }
        if Value.self == [String: Int].self, let map = value as? [String: Int] {
            return .object(DocumentObject(map.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
        }
        return encodeStructure(value, datasets)
    }

    /// Never taken for the name of a dataset.
    static func encodeStructure(_ value: some Encodable, _ datasets: EncodedDatasets) -> Document {
        let node = EncodedNode(datasets)
        do { try value.encode(to: ModelEncoder(node: node)) } catch {
            preconditionFailure("the model's own encoding throws nothing, but: \(error)")
        }
        return node.document
    }

    private static func text(_ text: RuntimeText, _ datasets: EncodedDatasets) -> Document {
        var words = ""
        for part in text.parts {
            guard case .literal(let literal) = part else { return .array(text.parts.map { encode($0, datasets) }) }
            words += literal
        }
        return .string(words)
    }

    let node: EncodedNode
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.shape = .object
        return KeyedEncodingContainer(KeyedFields<Key>(node: node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.shape = .list
        return ListElements(node: node)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleValue(node: node) }

    /// Numbers, texts and truth values without the way through a container of their own.
    static func document<Value: Encodable>(of value: Value, _ datasets: EncodedDatasets) -> Document {
        if Value.self == String.self, let text = value as? String { return .string(text) }
        if Value.self == Int.self, let number = value as? Int { return .int(number) }
        if Value.self == Bool.self, let flag = value as? Bool { return .bool(flag) }
        if Value.self == Double.self, let number = value as? Double { return .number(DocumentNumber(number)) }
        return encode(value, datasets)
    }
}

/// The datasets that encoded values name, in the order in which they are first named.
final class EncodedDatasets {
    private(set) var models: [DatasetModel] = []
    private var byName: [String: DatasetModel] = [:]

    /// Whether the name stands for this dataset and no other.
    func hold(_ dataset: DatasetModel) -> Bool {
        if let known = byName[dataset.name] { return known == dataset }
        byName[dataset.name] = dataset
        models.append(dataset)
        return true
    }

    var document: Document { .array(models.map { ModelEncoder.encodeStructure($0, self) }) }
}

/// What is encoded so far of one value.
final class EncodedNode {
    enum Shape {
        case value
        case object
        case list
    }

    let datasets: EncodedDatasets
    var shape = Shape.value
    var value = Document.null
    var fields: [(key: String, value: Document)] = []
    /// What a case carries, under the name of the case. Only enumerations nest containers.
    var payload: (name: String, node: EncodedNode)?
    var elements: [Document] = []

    init(_ datasets: EncodedDatasets) {
        self.datasets = datasets
    }

    var document: Document {
        switch shape {
        case .value: return value
        case .list: return .array(elements)
        case .object:
            if let payload { return payload.node.asPayload(of: payload.name) }
            return .object(DocumentObject(fields))
        }
    }

    /// A payload without a label stands for itself.
    private func asPayload(of name: String) -> Document {
        if fields.isEmpty { return .string(name) }
        let isAlone = fields.count == 1 && fields[0].key == "_0"
        return .object(DocumentObject([(name, isAlone ? fields[0].value : .object(DocumentObject(fields)))]))
    }
}

private struct KeyedFields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: EncodedNode
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {}

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) {
        let document = ModelEncoder.document(of: value, node.datasets)
        let name = key.stringValue
        if document.saysNothing && !name.hasPrefix("_") { return }
        node.fields.append((name, document))
    }

    // Most fields are of these types, which need not be found out then.

    func encode(_ value: Bool, forKey key: Key) {
        if value || key.stringValue.hasPrefix("_") { node.fields.append((key.stringValue, .bool(value))) }
    }

    func encode(_ value: String, forKey key: Key) {
        if !value.isEmpty || key.stringValue.hasPrefix("_") { node.fields.append((key.stringValue, .string(value))) }
    }

    func encode(_ value: Int, forKey key: Key) { node.fields.append((key.stringValue, .int(value))) }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { node.fields.append((key.stringValue, .bool(value))) }
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { node.fields.append((key.stringValue, .string(value))) }
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        if let value { node.fields.append((key.stringValue, .int(value))) }
    }

    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) {
        if let value { node.fields.append((key.stringValue, ModelEncoder.document(of: value, node.datasets))) }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        let payload = EncodedNode(node.datasets)
        payload.shape = .object
        node.payload = (key.stringValue, payload)
        return KeyedEncodingContainer(KeyedFields<NestedKey>(node: payload))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { unsupported() }
    func superEncoder() -> any Encoder { unsupported() }
    func superEncoder(forKey key: Key) -> any Encoder { unsupported() }
}

private struct ListElements: UnkeyedEncodingContainer {
    let node: EncodedNode
    var codingPath: [any CodingKey] { [] }
    var count: Int { node.elements.count }

    func encodeNil() { node.elements.append(.null) }

    func encode<Value: Encodable>(_ value: Value) {
        node.elements.append(ModelEncoder.document(of: value, node.datasets))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> { unsupported() }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { unsupported() }
    func superEncoder() -> any Encoder { unsupported() }
}

private struct SingleValue: SingleValueEncodingContainer {
    let node: EncodedNode
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { node.value = .null }

    func encode<Value: Encodable>(_ value: Value) { node.value = ModelEncoder.document(of: value, node.datasets) }
}

/// Synthesized conformances use none of what ends here.
private func unsupported() -> Never { preconditionFailure("the model's encoding is synthesized") }

extension Document {
    fileprivate var saysNothing: Bool {
        switch self {
        case .bool(let flag): !flag
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.entries.isEmpty
        case .null: true
        case .int, .number: false
        }
    }
}
