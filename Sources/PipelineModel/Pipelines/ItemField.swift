/// A part of the item of a mapping: what it holds under a key, or what that holds under another.
package struct ItemField: Hashable, Sendable {
    /// The key in the item itself.
    package let first: String
    /// The keys below it, the outer before the inner.
    package let deeper: [String]

    /// What the item holds under `first`, and in that under each of `deeper` in turn.
    package init(_ first: String, _ deeper: String...) {
        self.init(first, deeper)
    }

    /// What the item holds under `first`, and in that under each of `deeper` in turn.
    package init(_ first: String, _ deeper: [String]) {
        self.first = first
        self.deeper = deeper
    }

    /// All keys, the outer before the inner.
    package var keys: [String] { [first] + deeper }
}

extension ItemField: ExpressibleByStringLiteral {
    package init(stringLiteral key: String) { self.init(key) }
}

/// A single key is its text, several are a list of them.
extension ItemField: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do { self.init(try container.decode(String.self)) } catch DecodingError.typeMismatch {
            let keys = try container.decode([String].self)
            guard let first = keys.first else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "a part has at least one key")
            }
            self.init(first, Array(keys.dropFirst()))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if deeper.isEmpty { try container.encode(first) } else { try container.encode(keys) }
    }
}
