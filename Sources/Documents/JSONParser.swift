/// A place where bytes stop being JSON, and why.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int
    /// In characters, counted from 1.
    package let column: Int
    package let reason: String

    package var description: String { "line \(line), column \(column): \(reason)" }
}

/// Reads JSON by RFC 8259, and nothing beyond it: no comments, no trailing commas, no repeated keys, valid UTF-8.
package struct JSONParser {
    /// Deeper documents are refused rather than allowed to exhaust the stack.
    package static let maximumDepth = 256

    private var scanner: JSONScanner
    private var depth = 0

    private init(_ bytes: [UInt8]) { scanner = JSONScanner(bytes) }

    /// The document that the bytes are.
    ///
    /// - Throws: `JSONSyntaxError`, at the first place that is not JSON.
    package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> Document {
        var parser = JSONParser(bytes)
        let document = try parser.value()
        parser.scanner.skipSpace()
        if !parser.scanner.isAtEnd { throw parser.error("expected nothing after the document") }
        return document
    }

    private func error(_ reason: String) -> JSONSyntaxError { scanner.error(reason) }

    private mutating func value() throws(JSONSyntaxError) -> Document {
        scanner.skipSpace()
        guard let byte = scanner.peek else { throw error("expected a value, found the end") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            if scanner.scan("true") { return .bool(true) }
            if scanner.scan("false") { return .bool(false) }
            if scanner.scan("null") { return .null }
            throw error("expected a value")
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONSyntaxError) -> Document
    ) throws(JSONSyntaxError) -> Document {
        if depth == JSONParser.maximumDepth { throw error("nested more than \(JSONParser.maximumDepth) deep") }
        depth += 1
        let document = try read(&self)
        depth -= 1
        return document
    }

    private mutating func object() throws(JSONSyntaxError) -> Document {
        scanner.advance()
        var object = DocumentObject()
        scanner.skipSpace()
        if scanner.scan("}") { return .object(object) }
        repeat {
            scanner.skipSpace()
            guard scanner.peek == UInt8(ascii: "\"") else { throw error("expected a key in double quotes") }
            let start = scanner
            let key = try string()
            if object[key] != nil { throw start.error("the key \"\(key)\" is there twice") }
            scanner.skipSpace()
            guard scanner.scan(":") else { throw error("expected ':' after the key") }
            object[key] = try value()
            scanner.skipSpace()
        } while scanner.scan(",")
        guard scanner.scan("}") else { throw error("expected ',' or '}'") }
        return .object(object)
    }

    private mutating func array() throws(JSONSyntaxError) -> Document {
        scanner.advance()
        var elements: [Document] = []
        scanner.skipSpace()
        if scanner.scan("]") { return .array(elements) }
        repeat {
            elements.append(try value())
            scanner.skipSpace()
        } while scanner.scan(",")
        guard scanner.scan("]") else { throw error("expected ',' or ']'") }
        return .array(elements)
    }

    private mutating func number() throws(JSONSyntaxError) -> Document {
        let start = scanner
        guard scanner.scanNumber() else { throw start.error("this is not a number") }
        let text = scanner.text(since: start)
        if text != "-0", let value = Int(text) { return .int(value) }
        guard let number = DocumentNumber(text) else { throw start.error("this is not a number") }
        return .number(number)
    }

    // MARK: Strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        let start = scanner
        scanner.advance()
        var bytes: [UInt8] = []
        while let byte = scanner.peek, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw error("control characters in strings must be escaped") }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &bytes)
            } else {
                bytes.append(byte)
                scanner.advance()
            }
        }
        guard scanner.scan("\"") else { throw start.error("the string does not end") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw start.error("the string is not valid UTF-8")
        }
        return text
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(JSONSyntaxError) {
        let start = scanner
        scanner.advance()
        guard let kind = scanner.peek else { throw start.error("the string does not end") }
        scanner.advance()
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(kind)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): bytes.append(contentsOf: String(try scalar(from: start)).utf8)
        default: throw start.error("unknown escape sequence")
        }
    }

    private mutating func scalar(from start: JSONScanner) throws(JSONSyntaxError) -> Character {
        guard let first = scanner.scanHexadecimal() else { throw start.error("\\u needs four hexadecimal digits") }
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        let isHigh = (0xD800...0xDBFF).contains(first)
        guard isHigh, scanner.scan("\\u"), let second = scanner.scanHexadecimal(),
            (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw start.error("half of a surrogate pair") }
        return Character(scalar)
    }
}
