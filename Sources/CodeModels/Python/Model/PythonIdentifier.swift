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
        var name = ""
        for scalar in text.unicodeScalars {
            name.unicodeScalars.append(PythonIdentifier.isContinuation(scalar) ? scalar : "_")
        }
        if name.isEmpty || name.unicodeScalars.first.map(PythonIdentifier.isStart) == false { name = "_" + name }
        if PythonIdentifier.keywords.contains(name) { name += "_" }
        self.text = name
    }

    package static func < (left: PythonIdentifier, right: PythonIdentifier) -> Bool { left.text < right.text }

    static func isValid(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isStart(first) else { return false }
        return text.unicodeScalars.allSatisfy(isContinuation) && !keywords.contains(text)
    }

    private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isContinuation(_ scalar: Unicode.Scalar) -> Bool {
        isStart(scalar) || ("0"..."9").contains(scalar)
    }

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
    package init(stringLiteral text: StaticString) {
        guard let name = PythonIdentifier(text.description) else {
            preconditionFailure("\(text) is not a Python name")
        }
        self = name
    }
}

extension PythonIdentifier: CustomStringConvertible {
    package var description: String { text }
}
