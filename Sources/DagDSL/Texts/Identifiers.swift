/// A name made of literals: what a person can search for in the source and find.
///
/// A computed `String` does not compile. Names for the rows of a table are put together from other literals:
/// `"load_\(region)"`, where `region` is itself a ``Name``.
public struct Name: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The characters of the name.
    public let description: String

    /// A name written in the source.
    public init(stringLiteral literal: StaticString) {
        description = literal.description
    }

    /// A name put together from literals and other names.
    public init(stringInterpolation parts: StringInterpolation) {
        description = parts.text
    }

    /// Collects literals and names, and nothing that was computed.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        /// Starts an empty name.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds characters of the source.
        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        /// Adds another name.
        public mutating func appendInterpolation(_ name: Name) { text += name.description }
    }
}

/// The id of a pipeline: Airflow's `dag_id`. Renaming it starts a new history.
public typealias PipelineID = Name

/// The id of a task within its scope: Airflow's `task_id`, behind the ids of its groups.
public typealias TaskID = Name
