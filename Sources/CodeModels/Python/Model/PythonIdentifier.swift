/// A name that Python accepts for a variable, argument, attribute or function.
package struct PythonIdentifier: Hashable, Sendable, Comparable {
    package let text: String

    /// `nil` when Python would not parse `text` as a name: wrong characters, or a keyword.
    ///
    /// Only ASCII is accepted, so that no two names can look alike.
    package init?(_ text: String) {
        guard PythonIdentifier.isValid(text) else { return nil }
        self.text = text
    }

    /// The name that reads most like `text`: other characters become `_`, a leading digit and a keyword get one.
    ///
    /// Different texts can give the same name; the caller keeps names apart.
    package init(readingLike text: String) {
        guard !PythonIdentifier.isValid(text) else {
            self.text = text
            return
        }
        var name = ""
        for scalar in text.unicodeScalars {
            let isAllowed = scalar.isASCII && PythonIdentifier.isContinuation(UInt8(scalar.value))
            name.unicodeScalars.append(isAllowed ? scalar : "_")
        }
        if name.utf8.first.map(PythonIdentifier.isStart) != true { name = "_" + name }
        if PythonIdentifier.keywords.contains(name) { name += "_" }
        self.text = name
    }

    package static func < (left: PythonIdentifier, right: PythonIdentifier) -> Bool { left.text < right.text }

    static func isValid(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isStart(first), text.utf8.allSatisfy(isContinuation) else { return false }
        return text.utf8.count > longestKeyword || !keywords.contains(String(text))
    }

    private static func isStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { isStart(byte) || (48...57).contains(byte) }

    /// Most names are longer than any keyword, and need not be looked up.
    private static let longestKeyword = keywords.map(\.utf8.count).max() ?? 0

    /// Reserved words; the soft keywords `match`, `case`, `type` and `_` are allowed as names.
    ///
    /// Source: https://docs.python.org/3/reference/lexical_analysis.html#keywords
    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
        "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]
}

extension PythonIdentifier: ExpressibleByStringLiteral {
    /// A name written in the compiler's own source, which must be one that Python accepts.
    ///
    /// Every argument of every call has one, so release builds trust that a debug build has looked at it.
    package init(stringLiteral text: String) {
        assert(PythonIdentifier.isValid(text), "\(text) is not a Python name")
        self.text = text
    }
}

extension PythonIdentifier: CustomStringConvertible {
    package var description: String { text }
}
