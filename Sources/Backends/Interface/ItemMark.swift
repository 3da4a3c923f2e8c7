/// Stands in a text for the item of a mapped task, until a backend knows how the item gets there.
///
/// The marks are code points that Unicode keeps for private use, which no text of a pipeline has a reason to hold.
package enum ItemMark {
    private static let start: Character = "\u{F8F0}"
    private static let startOfText: Character = "\u{F8F2}"
    private static let end: Character = "\u{F8F1}"

    /// The item as it is or, where the field takes nothing else, as text.
    package static func text(_ key: String?, asText: Bool = false) -> String {
        "\(asText ? startOfText : start)\(key ?? "")\(end)"
    }

    /// A piece of a text that may hold marks.
    package enum Piece: Equatable, Sendable {
        case text(String)
        /// The item, or what it holds under a key.
        case item(key: String?, asText: Bool)
    }

    package static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let mark = rest.firstIndex(where: { $0 == start || $0 == startOfText }),
            let close = rest[mark...].firstIndex(of: end)
        {
            if mark > rest.startIndex { pieces.append(.text(String(rest[..<mark]))) }
            let key = String(rest[rest.index(after: mark)..<close])
            pieces.append(.item(key: key.isEmpty ? nil : key, asText: rest[mark] == startOfText))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}
