/// Literals that need no layout.
enum PythonLiteral {
    /// The shortest digits that give the same number.
    static func float(_ value: Double) -> String {
        precondition(value.isFinite, "\(value) has no Python literal")
        let digits = value.description
        guard let sign = digits.firstIndex(of: "+") else { return digits }
        return String(digits[..<sign] + digits[digits.index(after: sign)...])
    }

    /// The literal of a text that needs no escapes, which is most of them.
    static func plain(_ text: String) -> String? {
        let needsEscape = text.containsByte { byte in
            !(0x20...0x7E).contains(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        }
        return needsEscape ? nil : "\"" + text + "\""
    }
}
