/// A word or mark of a Swift source, outside comments and literals.
struct SwiftToken: Equatable {
    let text: String
    /// Counted from 1.
    let line: Int
    /// How many braces are open around it.
    let depth: Int
}

/// Splits a Swift source into words and marks, skipping comments and string literals.
///
/// It knows as much of Swift's grammar as finding conformances needs: nested comments, multi-line and raw strings.
struct SwiftTokens {
    private let text: [UInt8]
    private var position = 0
    private var line = 1
    private var depth = 0
    private var tokens: [SwiftToken] = []

    static func read(_ source: String) -> [SwiftToken] {
        var reader = SwiftTokens(text: Array(source.utf8))
        reader.readAll()
        return reader.tokens
    }

    private init(text: [UInt8]) {
        self.text = text
    }

    private mutating func readAll() {
        while position < text.count {
            if starts(with: "//") {
                while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
            } else if starts(with: "/*") {
                skipComment()
            } else if text[position] == UInt8(ascii: "\"") || startsRawString {
                skipString()
            } else if Self.isWord(text[position]) {
                readWord()
            } else {
                readMark()
            }
        }
    }

    private func starts(with mark: StaticString) -> Bool {
        let bytes = Array(mark.description.utf8)
        return position + bytes.count <= text.count && Array(text[position..<position + bytes.count]) == bytes
    }

    private var startsRawString: Bool {
        guard text[position] == UInt8(ascii: "#") else { return false }
        let after = text[position...].drop { $0 == UInt8(ascii: "#") }
        return after.first == UInt8(ascii: "\"")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private mutating func advance() {
        if text[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    private mutating func skipComment() {
        var open = 0
        repeat {
            if starts(with: "/*") {
                open += 1
                position += 2
            } else if starts(with: "*/") {
                open -= 1
                position += 2
            } else {
                advance()
            }
        } while open > 0 && position < text.count
    }

    private mutating func skipString() {
        var hashes = 0
        while text[position] == UInt8(ascii: "#") {
            hashes += 1
            position += 1
        }
        let quotes = starts(with: "\"\"\"") ? 3 : 1
        position += quotes
        while position < text.count {
            if text[position] == UInt8(ascii: "\\"), hashes == 0 {
                position += 1
                if position < text.count { advance() }
            } else if closes(quotes, hashes) {
                position += quotes + hashes
                return
            } else {
                advance()
            }
        }
    }

    private func closes(_ quotes: Int, _ hashes: Int) -> Bool {
        let end =
            [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        return position + end.count <= text.count && Array(text[position..<position + end.count]) == end
    }

    private mutating func readWord() {
        let start = position
        while position < text.count, Self.isWord(text[position]) { position += 1 }
        add(String(decoding: text[start..<position], as: UTF8.self))
    }

    private mutating func readMark() {
        let byte = text[position]
        if byte == UInt8(ascii: "}") { depth -= 1 }
        if !byte.isBlank { add(String(decoding: [byte], as: UTF8.self)) }
        if byte == UInt8(ascii: "{") { depth += 1 }
        advance()
    }

    private mutating func add(_ text: String) {
        tokens.append(SwiftToken(text: text, line: line, depth: depth))
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
