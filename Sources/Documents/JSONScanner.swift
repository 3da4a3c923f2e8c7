/// A position in JSON text.
struct JSONScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func advance() { position += 1 }

    mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { advance() }
    }

    /// Passes `token` if it comes next.
    mutating func scan(_ token: StaticString) -> Bool {
        let expected = UnsafeBufferPointer(start: token.utf8Start, count: token.utf8CodeUnitCount)
        guard bytes[position...].starts(with: expected) else { return false }
        position += expected.count
        return true
    }

    func text(since start: JSONScanner) -> String {
        String(decoding: bytes[start.position..<position], as: UTF8.self)
    }

    mutating func scanHexadecimal() -> UInt16? {
        guard bytes.count - position >= 4 else { return nil }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        position += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// Passes a number by RFC 8259; otherwise the position is undefined.
    mutating func scanNumber() -> Bool {
        _ = scan("-")
        if !scan("0") {
            guard scanDigits() else { return false }
        }
        if scan(".") {
            guard scanDigits() else { return false }
        }
        if scan("e") || scan("E") {
            if !scan("+") { _ = scan("-") }
            return scanDigits()
        }
        return true
    }

    private mutating func scanDigits() -> Bool {
        let start = position
        while let byte = peek, (0x30...0x39).contains(byte) { advance() }
        return position > start
    }

    func error(_ reason: String) -> JSONSyntaxError {
        let before = bytes[..<position]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let column = String(decoding: bytes[lineStart..<position], as: UTF8.self).unicodeScalars.count + 1
        return JSONSyntaxError(line: line, column: column, reason: reason)
    }
}
