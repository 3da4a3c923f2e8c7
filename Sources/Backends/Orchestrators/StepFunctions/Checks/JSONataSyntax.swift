/// Whether the text of an expression hangs together: its brackets and quotes close, and each variable is one that is known.
enum JSONataSyntax {
    /// Functions of JSONata and of Step Functions: https://docs.jsonata.org/string-functions and the pages beside it
    private static let functions: Set<String> = [
        "append", "contains", "count", "error", "exists", "filter", "floor", "fromMillis", "join", "keys", "lookup",
        "merge",
        "millis", "not", "number", "sift", "string", "sum", "toMillis", "uuid",
    ]

    /// What is wrong, as the rest of a sentence about the expression; nil when nothing is.
    static func problem(in text: String, known: Set<String>) -> String? {
        var reader = Reader(Array(text.unicodeScalars))
        return reader.problem(known)
    }

    private struct Reader {
        private let scalars: [Unicode.Scalar]
        private var index = 0
        private var open: [Unicode.Scalar] = []
        private var used: [String] = []
        private var bound: Set<String> = []
        private static let function = ArraySlice("function(".unicodeScalars)
        private static let closing: [Unicode.Scalar: Unicode.Scalar] = [")": "(", "]": "[", "}": "{"]

        init(_ scalars: [Unicode.Scalar]) {
            self.scalars = scalars
        }

        mutating func problem(_ known: Set<String>) -> String? {
            if scalars.allSatisfy({ $0 == " " }) { return "is empty" }
            while index < scalars.count {
                let scalar = scalars[index]
                switch scalar {
                case "'", "\"", "`":
                    if !skip(to: scalar) { return "has a quote that does not close" }
                case "(", "[", "{": open.append(scalar)
                case ")", "]", "}":
                    if open.popLast() != Self.closing[scalar] { return "closes a bracket that is not open" }
                case "$":
                    guard let name = variable() else {
                        return "has `$` without a name, which Step Functions does not know"
                    }
                    note(name)
                default: break
                }
                index += 1
            }
            if !open.isEmpty { return "has a bracket that does not close" }
            let unknown = used.first { !known.contains($0) && !bound.contains($0) && !functions.contains($0) }
            return unknown.map { "uses `$\($0)`, which nothing sets" }
        }

        /// A name that a value or a parameter gets is one from there on.
        private mutating func note(_ name: String) {
            let rest = scalars[(index + 1)...].drop { $0 == " " }
            let before = scalars[..<(index - name.unicodeScalars.count)]
            let bracket = before.lastIndex(of: "(").map { before[...$0] } ?? []
            let isParameter =
                bracket.suffix(Self.function.count) == Self.function
                && before[bracket.endIndex...].allSatisfy {
                    $0 == "$" || $0 == "," || $0 == " " || $0.properties.isAlphabetic
                }
            if isParameter || rest.starts(with: [":", "="]) { bound.insert(name) } else { used.append(name) }
        }

        private mutating func skip(to quote: Unicode.Scalar) -> Bool {
            index += 1
            while index < scalars.count, scalars[index] != quote {
                if scalars[index] == "\\", quote != "`" { index += 1 }
                index += 1
            }
            return index < scalars.count
        }

        /// Leaves the index at its last character.
        private mutating func variable() -> String? {
            var name = ""
            while index + 1 < scalars.count,
                scalars[index + 1].properties.isAlphabetic || scalars[index + 1] == "_"
                    || ("0"..."9").contains(scalars[index + 1])
            {
                index += 1
                name.unicodeScalars.append(scalars[index])
            }
            return name.isEmpty ? nil : name
        }
    }
}
