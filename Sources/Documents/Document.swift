/// A JSON or YAML document as a value. Objects keep the order of their keys.
package enum Document: Equatable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    /// A number kept digit for digit: one with a fraction or exponent, or beyond 64 bits.
    case number(DocumentNumber)
    case string(String)
    case array([Document])
    case object(DocumentObject)
}

/// The keys of an object, each once, in order, and what they hold.
package struct DocumentObject: Equatable, Sendable {
    /// Keys and values in order.
    package private(set) var entries: [(key: String, value: Document)] = []
    /// Where each key stands, once there are so many that looking them up one by one would take longer.
    private var positions: [String: Int]?

    /// Most objects have fewer keys, and comparing a few texts is quicker than hashing them.
    private static let fewKeys = 12

    /// An object without keys.
    package init() {}

    /// Keys in the order given; each only once.
    package init(_ fields: [(key: String, value: Document)]) {
        entries.reserveCapacity(fields.count)
        for (key, value) in fields {
            precondition(position(of: key) == nil, "the key \(key) is given twice")
            append(key, value)
        }
    }

    /// What a key holds. Setting a new key appends it; setting `nil` removes the key.
    package subscript(key: String) -> Document? {
        get { position(of: key).map { entries[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): entries[position].value = value
            case (nil, let value?): append(key, value)
            case (let position?, nil): remove(at: position)
            case (nil, nil): break
            }
        }
    }

    private func position(of key: String) -> Int? {
        if let positions { return positions[key] }
        return entries.firstIndex { $0.key == key }
    }

    private mutating func append(_ key: String, _ value: Document) {
        entries.append((key, value))
        if positions != nil {
            positions?[key] = entries.count - 1
        } else if entries.count > Self.fewKeys {
            indexKeys()
        }
    }

    private mutating func remove(at position: Int) {
        entries.remove(at: position)
        if positions != nil { indexKeys() }
    }

    private mutating func indexKeys() {
        positions = Dictionary(uniqueKeysWithValues: zip(keys, entries.indices))
    }

    /// Keys in order.
    package var keys: [String] { entries.map(\.key) }

    package static func == (left: DocumentObject, right: DocumentObject) -> Bool {
        left.entries.elementsEqual(right.entries, by: ==)
    }
}

/// A number as JSON writes it.
package struct DocumentNumber: Hashable, Sendable {
    package let text: String

    /// `nil` unless `text` is a number by the grammar of RFC 8259.
    package init?(_ text: String) {
        var scanner = JSONScanner(Array(text.utf8))
        guard scanner.scanNumber(), scanner.isAtEnd else { return nil }
        self.text = text
    }

    /// The shortest digits that give the same number, which must be finite.
    package init(_ value: Double) {
        precondition(value.isFinite, "\(value) cannot be written in JSON")
        text = value.description
    }
}

extension DocumentObject: ExpressibleByDictionaryLiteral {
    /// Keys in the order given; each only once.
    package init(dictionaryLiteral elements: (String, Document)...) {
        self.init(elements.map { (key: $0.0, value: $0.1) })
    }
}

extension Document: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }

    /// An integer.
    package init(integerLiteral value: Int) { self = .int(value) }

    /// A truth value.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Document: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// An array.
    package init(arrayLiteral elements: Document...) { self = .array(elements) }

    /// An object with keys in the order given; each only once.
    package init(dictionaryLiteral elements: (String, Document)...) {
        self = .object(DocumentObject(elements.map { (key: $0.0, value: $0.1) }))
    }
}

extension Document {
    /// An object with these keys in order; each only once.
    package static func object(_ fields: [(String, Document)]) -> Document {
        .object(DocumentObject(fields.map { (key: $0.0, value: $0.1) }))
    }

    /// A number; null for one that is not finite, which JSON cannot say.
    package static func number(_ value: Double) -> Document { value.isFinite ? .number(DocumentNumber(value)) : .null }

    /// What a key of an object holds; `nil` for other documents.
    package subscript(key: String) -> Document? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    /// The text of a string; `nil` for other documents.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
