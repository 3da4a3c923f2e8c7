/// Columns that text takes, as the ruff formatter counts them: by Unicode East Asian width.
///
/// Characters whose width is debatable never get here: `PythonStringContent` escapes them.
enum TextWidth {
    static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        if scalar.properties.isGraphemeExtend { return 0 }
        return isWide(scalar) ? 2 : 1
    }

    static func of(_ text: String) -> Int {
        let isASCII = !text.containsByte { $0 >= 0x80 }
        return isASCII ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    static func ofFirstLine(_ text: String) -> Int {
        of(text.utf8.firstIndex(of: UInt8(ascii: "\n")).map { String(text[..<$0]) } ?? text)
    }

    static func ofLastLine(_ text: String) -> Int {
        of(text.utf8.lastIndex(of: UInt8(ascii: "\n")).map { String(text[text.utf8.index(after: $0)...]) } ?? text)
    }

    /// Scripts and symbols that are wide throughout.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3001...0x3029, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xF900...0xFA6D, 0xFF01...0xFF60, 0x20000...0x2A6DF:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }

    /// Whether the width is beyond doubt, and the character visible.
    static func isCertain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        case 0xA1...0xAC, 0xAE...0x24F: true
        case 0x370...0x3FF, 0x400...0x482, 0x48A...0x52F: scalar.properties.generalCategory != .unassigned
        case 0x531...0x556, 0x561...0x586, 0x5D0...0x5EA, 0x621...0x63A, 0x641...0x64A: true
        case 0x904...0x939, 0xE01...0xE30: true
        case 0x1E00...0x1EFF: true
        case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF, 0x2190...0x2199, 0x21D0...0x21D5: true
        case 0x2200...0x22FF, 0x2500...0x257F, 0x2580...0x25A1, 0x2713...0x2718: true
        case 0x3001...0x3029, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xFF01...0xFF60, 0x20000...0x2A6DF:
            true
        // Emoji up to Unicode 9, in which the wide ones are those with emoji presentation.
        case 0x1F300...0x1F64F, 0x1F680...0x1F6D0, 0x2705, 0x274C, 0x2728, 0x26A1, 0x231A...0x231B:
            scalar.properties.isEmojiPresentation
        default: false
        }
    }
}
