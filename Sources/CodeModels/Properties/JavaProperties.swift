/// A file of settings as Java reads it: `key=value` lines in ISO 8859-1.
///
/// Source: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
package struct JavaProperties: Sendable {
    private var lines: [String]

    /// - Parameter head: lines of comment.
    package init(head: String) {
        lines = head.split(whereSeparator: \.isNewline).map { "# \($0)" }
    }

    package mutating func add(_ key: String, _ value: String) {
        lines.append("\(Self.escaped(key, isKey: true))=\(Self.escaped(value, isKey: false))")
    }

    package var text: String { lines.joined(separator: "\n") + "\n" }

    private static func escaped(_ text: String, isKey: Bool) -> String {
        var output = ""
        for (index, unit) in text.utf16.enumerated() {
            switch unit {
            case 0x5C: output += "\\\\"
            case 0x0A: output += "\\n"
            case 0x0D: output += "\\r"
            case 0x09: output += "\\t"
            case 0x20 where isKey || index == 0: output += "\\ "
            case 0x3D where isKey, 0x3A where isKey: output += "\\" + String(UnicodeScalar(UInt8(unit)))
            case 0x23 where index == 0, 0x21 where index == 0: output += "\\" + String(UnicodeScalar(UInt8(unit)))
            case 0x20...0x7E: output += String(UnicodeScalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return output
    }
}
