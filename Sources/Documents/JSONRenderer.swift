extension Document {
    /// The document as JSON: two spaces a level, one element a line, a newline at the end.
    ///
    /// - Parameter levels: how many levels have a line for each element; deeper ones stay on the line.
    package func renderedJSON(levels: Int = .max) -> String {
        String(decoding: jsonBytes(levels: levels), as: UTF8.self)
    }

    /// ``renderedJSON(levels:)`` in UTF-8.
    package func jsonBytes(levels: Int = .max) -> [UInt8] { JSONRenderer.render(self, levels: levels) }

    /// The document as JSON on one line without blanks or a newline, as programs send it to each other.
    package var compactJSON: String { String(decoding: JSONRenderer.renderCompact(self), as: UTF8.self) }
}

struct JSONRenderer {
    private var output: [UInt8] = []
    private let levels: Int
    /// Between elements and after keys, where they stay on the line.
    private let blank: String

    private init(levels: Int, blank: String = " ") {
        self.levels = levels
        self.blank = blank
    }

    static func renderCompact(_ document: Document) -> [UInt8] {
        var renderer = JSONRenderer(levels: 0, blank: "")
        renderer.append(document, level: 0)
        return renderer.output
    }

    static func render(_ document: Document, levels: Int = .max) -> [UInt8] {
        var renderer = JSONRenderer(levels: levels)
        renderer.append(document, level: 0)
        renderer.output.append(UInt8(ascii: "\n"))
        return renderer.output
    }

    private mutating func append(_ document: Document, level: Int) {
        switch document {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .int(let value): append(String(value))
        case .number(let value): append(value.text)
        case .string(let text): appendString(text)
        case .array(let elements):
            appendElements(UInt8(ascii: "["), elements, UInt8(ascii: "]"), level) { $0.append($1, level: level + 1) }
        case .object(let object):
            appendElements(UInt8(ascii: "{"), object.entries, UInt8(ascii: "}"), level) {
                $0.appendString($1.key)
                $0.append(":")
                $0.append($0.blank)
                $0.append($1.value, level: level + 1)
            }
        }
    }

    private mutating func appendElements<Element>(
        _ opening: UInt8, _ elements: [Element], _ closing: UInt8, _ level: Int,
        _ appendElement: (inout JSONRenderer, Element) -> Void
    ) {
        output.append(opening)
        for (index, element) in elements.enumerated() {
            if index > 0 {
                append(",")
                if level >= levels { append(blank) }
            }
            if level < levels { breakLine(level + 1) }
            appendElement(&self, element)
        }
        if !elements.isEmpty && level < levels { breakLine(level) }
        output.append(closing)
    }

    private mutating func breakLine(_ level: Int) {
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(_ text: String) { output.append(text) }

    private mutating func appendString(_ text: String) {
        output.append(UInt8(ascii: "\""))
        if text.containsByte(where: Self.isEscaped) { appendEscaped(text) } else { append(text) }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case ..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
            default: output.append(byte)
            }
        }
    }
}
