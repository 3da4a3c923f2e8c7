/// SQL as words of the language, names and values. Names and values are quoted when it is written for a dialect.
///
/// What stands between them is a literal of the compiler's own source, so nothing of a user's can be taken for SQL.
package struct SQLText: Hashable, Sendable, ExpressibleByStringInterpolation {
    fileprivate enum Piece: Hashable, Sendable {
        case words(String)
        case name(SQLName)
        case string(String)
        case integer(Int)
    }

    fileprivate var pieces: [Piece]

    package init(stringLiteral words: StaticString) { pieces = [.words(words.description)] }

    package init(stringInterpolation parts: StringInterpolation) { pieces = parts.pieces }

    /// Collects words of the language, names and values.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ words: StaticString) { pieces.append(.words(words.description)) }

        /// A name, or names joined by points.
        package mutating func appendInterpolation(_ name: SQLName) { pieces.append(.name(name)) }

        /// A text in quotes.
        package mutating func appendInterpolation(text: String) { pieces.append(.string(text)) }

        package mutating func appendInterpolation(_ number: Int) { pieces.append(.integer(number)) }

        package mutating func appendInterpolation(_ text: SQLText) { pieces += text.pieces }

        /// Each of several, with something in between.
        package mutating func appendInterpolation(_ texts: [SQLText], separator: StaticString = ", ") {
            for (index, text) in texts.enumerated() {
                if index > 0 { appendLiteral(separator) }
                pieces += text.pieces
            }
        }
    }

    /// As the dialect reads it.
    package func written(in dialect: SQLDialect) -> String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .name(let name): dialect.quoted(name)
            case .string(let text): dialect.quoted(text: text)
            case .integer(let number): String(number)
            }
        }.joined()
    }
}

/// A name of something in a database, with those of what it lies in before it.
package struct SQLName: Hashable, Sendable {
    package let parts: [String]

    package init(_ parts: String...) { self.parts = parts }

    package init(_ parts: [String]) { self.parts = parts }

    /// A name that is written with points between its parts, as in `analytics.orders`.
    package init(path: String) { parts = path.split(separator: ".").map(String.init) }
}

/// What a language of queries has of its own: how names and texts are quoted.
package enum SQLDialect: String, Sendable, CaseIterable {
    case postgres
    case clickHouse
    case spark
    case snowflake
    case duckDB

    fileprivate func quoted(_ name: SQLName) -> String { name.parts.map(quoted(part:)).joined(separator: ".") }

    private func quoted(part: String) -> String {
        switch self {
        case .postgres, .duckDB: "\"\(Self.doubling("\"", in: part))\""
        case .snowflake: "\"\(Self.doubling("\"", in: Self.folded(part)))\""
        case .spark: "`\(Self.doubling("`", in: part))`"
        case .clickHouse: "`\(Self.escaping("`", in: part))`"
        }
    }

    /// Source: the lexical rules of each; all but PostgreSQL's and DuckDB's read a backslash as the start of an escape.
    fileprivate func quoted(text: String) -> String {
        switch self {
        case .postgres, .duckDB: "'\(Self.doubling("'", in: text))'"
        case .clickHouse, .spark, .snowflake: "'\(Self.escaping("'", in: text))'"
        }
    }

    /// Snowflake keeps in capitals what was written without quotes, as people and dbt write names.
    private static func folded(_ part: String) -> String {
        let isPlain = part.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
        }
        return isPlain ? part.uppercased() : part
    }

    private static func doubling(_ mark: Character, in text: String) -> String {
        String(text.flatMap { $0 == mark ? [$0, $0] : [$0] })
    }

    private static func escaping(_ mark: Character, in text: String) -> String {
        String(
            text.flatMap { character -> [Character] in
                switch character {
                case "\\", mark: ["\\", character]
                case "\n": ["\\", "n"]
                default: [character]
                }
            })
    }
}

/// Statements with the words for people above them, in the order in which they are run.
package struct SQLScript: Sendable {
    package let dialect: SQLDialect
    /// Lines of comment before everything else.
    package let head: String
    package private(set) var steps: [(comment: String?, statement: SQLText)] = []

    package init(_ dialect: SQLDialect, head: String) {
        self.dialect = dialect
        self.head = head
    }

    package mutating func add(_ statement: SQLText, _ comment: String? = nil) { steps.append((comment, statement)) }

    package var text: String {
        var lines = Self.comment(head)
        for step in steps {
            lines.append("")
            if let comment = step.comment { lines += Self.comment(comment) }
            lines.append(step.statement.written(in: dialect) + ";")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A line of comment ends where the line does, whatever it says.
    private static func comment(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { "-- \($0)" }
    }
}
