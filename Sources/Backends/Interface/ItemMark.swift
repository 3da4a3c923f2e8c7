/// Stands in a text for the item of a mapped task, until a backend knows how the item gets there.
///
/// A mark starts with words between code points that Unicode keeps for private use, which no author writes.
package enum ItemMark {
    private static let start = Array("\u{F8F0}dagc:item:".unicodeScalars)
    private static let startOfText = Array("\u{F8F0}dagc:text:".unicodeScalars)
    private static let end: Unicode.Scalar = "\u{F8F1}"

    /// The item as it is or, where the field takes nothing else, as text.
    package static func text(_ key: String?, asText: Bool = false) -> String {
        var mark = String.UnicodeScalarView(asText ? startOfText : start)
        mark += (key ?? "").unicodeScalars
        mark.append(end)
        return String(mark)
    }

    /// A piece of a text that may hold marks.
    package enum Piece: Equatable, Sendable {
        case text(String)
        /// The item, or what it holds under a key.
        case item(key: String?, asText: Bool)
    }

    /// Scalar by scalar: what follows a mark may combine with it to one character.
    package static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text.unicodeScalars[...]
        var plain = rest.startIndex
        func closePlain(at index: String.Index) {
            if plain < index { pieces.append(.text(String(text.unicodeScalars[plain..<index]))) }
        }
        while let mark = rest.firstIndex(of: start[0]) {
            let from = rest[mark...]
            guard let opening = [start, startOfText].first(where: { from.starts(with: $0) }),
                let close = from.firstIndex(of: end)
            else {
                rest = from.dropFirst()
                continue
            }
            closePlain(at: mark)
            let key = String(from.dropFirst(opening.count).prefix { $0 != end })
            pieces.append(.item(key: key.isEmpty ? nil : key, asText: opening == startOfText))
            rest = from[from.index(after: close)...]
            plain = rest.startIndex
        }
        closePlain(at: text.unicodeScalars.endIndex)
        return pieces
    }
}
