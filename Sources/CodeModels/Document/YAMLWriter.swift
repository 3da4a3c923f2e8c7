/// Writes the documents of which nearly all files are made, as libyaml would, in a tenth of its time. What it does not
/// know, such as an escape beside the common ones, it leaves to libyaml, which then writes the whole document; a test
/// holds the two together.
struct YAMLWriter {
    private var bytes: [UInt8] = []

    /// Nil for a document that libyaml has to write.
    static func render(_ document: Document) -> [UInt8]? {
        var writer = YAMLWriter()
        switch document {
        case .object(let object) where !object.entries.isEmpty:
            guard writer.append(object, at: 0, begins: true) else { return nil }
        case .array(let elements) where !elements.isEmpty:
            guard writer.append(elements, at: 0, begins: true) else { return nil }
        default: return nil
        }
        return writer.bytes
    }

    // Each of these is false as soon as something is not known.

    /// - Parameters:
    ///   - column: in which its keys stand.
    ///   - begins: whether the first key stands where the text ends, and not on a line of its own.
    private mutating func append(_ object: DocumentObject, at column: Int, begins: Bool) -> Bool {
        var isFirst = begins
        for (key, value) in object.entries {
            if !isFirst { indent(column) }
            isFirst = false
            // A longer one would stand behind a question mark.
            guard key.utf8.count <= Self.longestKey, appendLine(key, isKey: true) else { return false }
            bytes.append(UInt8(ascii: ":"))
            switch value {
            case .object(let inner) where !inner.entries.isEmpty:
                newline()
                indent(column + 2)
                guard append(inner, at: column + 2, begins: true) else { return false }
            case .array(let inner) where !inner.isEmpty:
                newline()
                indent(column)
                guard append(inner, at: column, begins: true) else { return false }
            default:
                bytes.append(UInt8(ascii: " "))
                guard appendSingle(value, at: column + 2) else { return false }
            }
        }
        return true
    }

    private mutating func append(_ elements: [Document], at column: Int, begins: Bool) -> Bool {
        var isFirst = begins
        for element in elements {
            if !isFirst { indent(column) }
            isFirst = false
            bytes.append(UInt8(ascii: "-"))
            bytes.append(UInt8(ascii: " "))
            switch element {
            case .object(let inner) where !inner.entries.isEmpty:
                guard append(inner, at: column + 2, begins: true) else { return false }
            case .array(let inner) where !inner.isEmpty:
                guard append(inner, at: column + 2, begins: true) else { return false }
            default: guard appendSingle(element, at: column + 2) else { return false }
            }
        }
        return true
    }

    /// What has no lines of its own but a text, and the end of the line.
    private mutating func appendSingle(_ document: Document, at column: Int) -> Bool {
        switch document {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .int(let value): append(String(value))
        case .number(let value): append(YAMLScalar.number(value))
        case .object: append("{}")
        case .array: append("[]")
        case .string(let text):
            if YAMLScalar.style(of: text, isKey: false) == .block { return appendBlock(text, at: column) }
            guard appendLine(text, isKey: false) else { return false }
        }
        newline()
        return true
    }

    /// A text on one line, plain or in double quotes.
    private mutating func appendLine(_ text: String, isKey: Bool) -> Bool {
        if YAMLScalar.style(of: text, isKey: isKey) == .plain {
            append(text)
            return true
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
            case 0x20...0x7E: break
            // A key of several lines would stand behind a question mark.
            case UInt8(ascii: "\n") where !isKey:
                append("\\n")
                continue
            default: return false
            }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
        return true
    }

    /// A literal block. Whether its last line ends stands in its head.
    private mutating func appendBlock(_ text: String, at column: Int) -> Bool {
        let ends = text.utf8.last == UInt8(ascii: "\n")
        // Empty lines at the end need marks of their own.
        guard !text.utf8.suffix(2).elementsEqual("\n\n".utf8), text.isASCIIText else { return false }
        append(ends ? "|" : "|-")
        newline()
        var isStart = true
        for byte in text.utf8 {
            if isStart, byte != UInt8(ascii: "\n") { indent(column) }
            bytes.append(byte)
            isStart = byte == UInt8(ascii: "\n")
        }
        if !ends { newline() }
        return true
    }

    private static let longestKey = 100

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
    private mutating func newline() { bytes.append(UInt8(ascii: "\n")) }
    private mutating func indent(_ column: Int) {
        for _ in 0..<column { bytes.append(UInt8(ascii: " ")) }
    }
}

extension String {
    fileprivate var isASCIIText: Bool { !containsByte { $0 >= 0x80 } }
}
