/// The names of further files in a file of SQL, which Jinja takes in where the file is rendered, such as
/// `{% include "orders/head.sql" %}`.
///
/// Source: https://jinja.palletsprojects.com/en/stable/templates/#include
package enum IncludedFiles {
    private static let words: Set<Substring> = ["include", "import", "extends", "from"]

    /// Where each name stands between its quotes. A name that is put together in the run is none of them.
    package static func names(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "{%") {
            rest = rest[start.upperBound...]
            var tag = rest.drop { "-+".contains($0) }.drop(while: \.isWhitespace)
            let word = tag.prefix(while: \.isLetter)
            guard words.contains(word) else { continue }
            tag = tag[word.endIndex...].drop(while: \.isWhitespace)
            guard let quote = tag.first, "\"'".contains(quote) else { continue }
            let name = tag.dropFirst().prefix { $0 != quote && $0 != "\n" }
            if name.endIndex < text.endIndex, text[name.endIndex] == quote {
                found.append(name.startIndex..<name.endIndex)
            }
        }
        return found
    }
}
