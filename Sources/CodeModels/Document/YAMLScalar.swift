/// How single values are written in YAML.
enum YAMLScalar {
    enum Style {
        case plain
        case doubleQuoted
        /// Lines after `|`.
        case block
    }

    static func style(of text: String, isKey: Bool) -> Style {
        if isPlain(text) { return .plain }
        return !isKey && isBlock(text) ? .block : .doubleQuoted
    }

    /// Names and paths that start with a letter or slash and are no word that means a value.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "/") else { return false }
        guard !text.containsByte(where: { !isPlain($0) }) else { return false }
        return text.utf8.count > longestWord || !words.contains(text.lowercased())
    }

    /// Visible lines. Spaces or newlines at the edges would need indicators that are easy to misread.
    private static func isBlock(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: " "), first != UInt8(ascii: "\n") else { return false }
        guard text.containsByte(where: { $0 == UInt8(ascii: "\n") }) else { return false }
        if !text.containsByte(where: { !(0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\n") }) {
            return !hasSpaceAtLineEnd(text)
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.allSatisfy({ $0.utf8.last != UInt8(ascii: " ") }) else { return false }
        return text.unicodeScalars.allSatisfy { $0 == "\n" || TextWidth.isCertain($0) }
    }

    private static func hasSpaceAtLineEnd(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") && previous == UInt8(ascii: " ") { return true }
            previous = byte
        }
        return previous == UInt8(ascii: " ")
    }

    /// A number that YAML 1.1 readers take for one too: they want a point, and a sign in the exponent.
    static func number(_ number: DocumentNumber) -> String {
        let parts = number.text.split(maxSplits: 1) { $0 == "e" || $0 == "E" }
        guard parts.count == 2 else { return number.text }
        let mantissa = parts[0].contains(".") ? String(parts[0]) : parts[0] + ".0"
        let exponent = parts[1].first == "+" || parts[1].first == "-" ? String(parts[1]) : "+" + parts[1]
        return mantissa + "e" + exponent
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || (UInt8(ascii: "-")...UInt8(ascii: "/")) ~= byte
    }

    /// Source: https://yaml.org/type/bool.html and https://yaml.org/type/null.html
    private static let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    private static let longestWord = 5
}
