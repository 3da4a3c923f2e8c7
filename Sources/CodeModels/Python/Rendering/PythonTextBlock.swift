/// Triple-quoted text, for strings that are read as lines: SQL, scripts, documentation.
extension PythonStringContent {
    /// The content between `"""`, exactly; `nil` when it is short or would not read as text.
    ///
    /// The block starts with `\` and a newline so that all its lines start in the first column. Trailing spaces are
    /// written `\x20`, and lines beyond the line length are continued after a `\`.
    var textBlock: String? {
        guard prefix.isEmpty, isTextBlock else { return nil }
        var block = "\"\"\""
        if !atoms[0].isNewline { block += "\\\n" }
        var lineStart = 0
        for index in atoms.indices where atoms[index].isNewline || index == atoms.count - 1 {
            let end = atoms[index].isNewline ? index : index + 1
            appendLine(lineStart..<end, to: &block)
            if atoms[index].isNewline { block += "\n" }
            lineStart = index + 1
        }
        return block + "\"\"\""
    }

    /// Three lines, or two that are long, of visible characters.
    private var isTextBlock: Bool {
        var newlines = 0
        for (index, atom) in atoms.enumerated() {
            if atom.isNewline && index < atoms.count - 1 { newlines += 1 }
            if case .escape(let scalar) = atom, scalar != "\\", scalar != "\t" { return false }
        }
        return newlines >= 2 || newlines == 1 && atoms.count > 60
    }

    private func appendLine(_ range: Range<Int>, to block: inout String) {
        // The last line is followed by the closing quotes and what comes after them.
        let isLast = range.upperBound == atoms.count
        let limit = LayoutPrinter.lineWidth - (isLast ? 8 : 1)
        var parts = [range]
        if width(of: range) - 2 > limit + (isLast ? 0 : 1), hasSeveralWords(range) {
            parts = lines(of: range, fitting: limit)
        }
        for (index, part) in parts.enumerated() {
            if index > 0 { block += "\\\n" }
            appendText(part, endsLine: index == parts.count - 1, to: &block)
        }
    }

    private func hasSeveralWords(_ range: Range<Int>) -> Bool {
        let trimmed = range.drop { atoms[$0].isPlain(" ") }
        return trimmed.contains { atoms[$0].isPlain(" ") }
    }

    private func appendText(_ range: Range<Int>, endsLine: Bool, to block: inout String) {
        var quotesInARow = 0
        for index in range {
            switch atoms[index] {
            case .quote("\""):
                quotesInARow += 1
                if quotesInARow == 3 || index == atoms.count - 1 {
                    block += "\\"
                    quotesInARow = 0
                }
                block += "\""
                continue
            case .quote: block += "'"
            case .escape(let scalar): block += Atom.spelling(of: scalar)
            case .newline: block += "\n"
            case .plain(" ") where endsLine && index == range.upperBound - 1: block += "\\x20"
            case .plain(let scalar): block.unicodeScalars.append(scalar)
            }
            quotesInARow = 0
        }
    }
}
