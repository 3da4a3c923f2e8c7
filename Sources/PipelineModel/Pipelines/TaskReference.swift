/// A task of the same pipeline whose result something asks for.
package enum TaskReference: Hashable, Sendable {
    /// As its author bound it, until lowering knows where the flow has put it. A task that the flow does not have stays
    /// so, which a check reports.
    case declared(Identity)
    /// By its path.
    case path(String)

    /// The path, when the flow has the task.
    package var path: String? {
        switch self {
        case .declared: nil
        case .path(let path): path
        }
    }

    /// The same task by its path, as far as `path` has one.
    package func found(by path: (Identity) -> String?) -> TaskReference {
        switch self {
        case .declared(let identity): path(identity).map { .path($0) } ?? self
        case .path: self
        }
    }
}

extension TaskReference: ExpressibleByStringLiteral {
    /// A path that the compiler itself writes.
    package init(stringLiteral path: String) { self = .path(path) }
}

/// A path is its text. What has none yet is no part of a model that anybody writes down.
extension TaskReference: Codable {
    package init(from decoder: any Decoder) throws {
        self = .path(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        guard case .path(let path) = self else {
            throw EncodingError.invalidValue(
                self, .init(codingPath: encoder.codingPath, debugDescription: "a task that the flow does not have"))
        }
        var container = encoder.singleValueContainer()
        try container.encode(path)
    }
}

/// Tells two declarations apart that say the same.
package final class Identity: Sendable, Hashable {
    package init() {}

    package static func == (left: Identity, right: Identity) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Which instances are meant of a task that has several.
package enum TaskInstances: String, Hashable, Sendable, Codable {
    /// The one in the same instance of the mapped group around both.
    case own
    /// All of them together.
    case all
}
