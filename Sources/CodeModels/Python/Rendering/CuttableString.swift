/// A string or bytes literal that may be cut into several, one a line.
///
/// Most of them fit as they are, so their characters are only looked at one by one when they do not.
enum CuttableString {
    case text(String)
    case bytes([UInt8])

    /// `nil` for text blocks, for short strings and for everything else.
    init?(_ expression: PythonExpression) {
        switch expression {
        case .string(let text):
            // No shorter string overflows at a sensible depth, and most strings are shorter.
            guard text.utf8.count > 20, !expression.isTextBlock else { return nil }
            self = .text(text)
        case .bytes(let bytes): self = .bytes(bytes)
        default: return nil
        }
    }

    var literal: String {
        switch self {
        case .text(let text): PythonLiteral.plain(text) ?? content.literal
        case .bytes: content.literal
        }
    }

    var content: PythonStringContent {
        switch self {
        case .text(let text): PythonStringContent(text)
        case .bytes(let bytes): PythonStringContent(bytes)
        }
    }

    /// Whether the literal is too long for a line of `width` columns, and can be cut.
    func needsCutting(to width: Int) -> Bool {
        TextWidth.of(literal) > width && content.literals(fitting: width).count > 1
    }
}
