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
            let byte = text[position]
            if Self.isWord(byte) {
                readWord()
            } else if byte == .slash && next == .slash {
                while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
            } else if byte == .slash && next == .star {
                skipComment()
            } else if byte == .quote || byte == .hash && startsRawString {
                skipString()
            } else {
                readMark()
            }
        }
    }

    /// The byte after the one at hand.
    private var next: UInt8? { position + 1 < text.count ? text[position + 1] : nil }

    private func holds(_ count: Int, of byte: UInt8, at start: Int) -> Bool {
        guard start + count <= text.count else { return false }
        for index in start..<start + count where text[index] != byte { return false }
        return true
    }

    private var startsRawString: Bool {
        text[position...].first { $0 != .hash } == .quote
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
            if text[position] == .slash && next == .star {
                open += 1
                position += 2
            } else if text[position] == .star && next == .slash {
                open -= 1
                position += 2
            } else {
                advance()
            }
        } while open > 0 && position < text.count
    }

    private mutating func skipString() {
        var hashes = 0
        while text[position] == .hash {
            hashes += 1
            position += 1
        }
        let quotes = holds(3, of: .quote, at: position) ? 3 : 1
        position += quotes
        while position < text.count {
            let byte = text[position]
            if byte == .quote, closes(quotes, hashes) {
                position += quotes + hashes
                return
            }
            advance()
            if byte == .backslash, holds(hashes, of: .hash, at: position) { skipEscape(hashes) }
        }
    }

    /// What follows a backslash: a character, or an expression in parentheses that may hold strings of its own.
    private mutating func skipEscape(_ hashes: Int) {
        position += hashes
        guard position < text.count else { return }
        guard text[position] == UInt8(ascii: "(") else { return advance() }
        var open = 0
        repeat {
            let byte = text[position]
            if byte == .quote || byte == .hash && startsRawString {
                skipString()
                continue
            }
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
            advance()
        } while open > 0 && position < text.count
    }

    private func closes(_ quotes: Int, _ hashes: Int) -> Bool {
        holds(quotes, of: .quote, at: position) && holds(hashes, of: .hash, at: position + quotes)
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
    fileprivate static let slash = UInt8(ascii: "/")
    fileprivate static let star = UInt8(ascii: "*")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let hash = UInt8(ascii: "#")
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
