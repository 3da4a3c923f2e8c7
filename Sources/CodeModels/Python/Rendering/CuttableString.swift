/// A string or bytes literal that may be cut into several, one a line.
///
/// Most of them fit as they are, so their characters are only looked at one by one when they do not. What is found then
/// is kept: a layout is measured several times before it is printed.
final class CuttableString {
    private enum Value {
        case text(String)
        case bytes([UInt8])
    }

    private let value: Value
    private lazy var content =
        switch value {
        case .text(let text): PythonStringContent(text)
        case .bytes(let bytes): PythonStringContent(bytes)
        }
    private var latestCut: (width: Int, pieces: [Range<Int>])?

    /// `nil` for text blocks, for short strings and for everything else.
    init?(_ expression: PythonExpression) {
        switch expression {
        case .string(let text):
            // No shorter string overflows at a sensible depth, and most strings are shorter.
            guard text.utf8.count > 20, !expression.isTextBlock else { return nil }
            value = .text(text)
        case .bytes(let bytes): value = .bytes(bytes)
        default: return nil
        }
    }

    private(set) lazy var literal =
        switch value {
        case .text(let text): PythonLiteral.plain(text) ?? content.literal
        case .bytes: content.literal
        }
    /// Columns of the literal.
    private(set) lazy var width = TextWidth.of(literal)

    /// Whether the literal is too long for a line of `width` columns, and can be cut.
    func needsCutting(to width: Int) -> Bool { self.width > width && pieces(fitting: width).count > 1 }

    /// Whether the literals into which it is cut are all at most `width` columns wide.
    func fits(_ width: Int) -> Bool {
        self.width <= width || pieces(fitting: width).allSatisfy { content.width(of: $0) <= width }
    }

    /// Literals that Python joins to the string, each at most `width` columns wide where that is possible.
    func literals(fitting width: Int) -> [String] { pieces(fitting: width).map { content.literal(of: $0) } }

    private func pieces(fitting width: Int) -> [Range<Int>] {
        if let latestCut, latestCut.width == width { return latestCut.pieces }
        let pieces = content.pieces(fitting: width)
        latestCut = (width, pieces)
        return pieces
    }
}
