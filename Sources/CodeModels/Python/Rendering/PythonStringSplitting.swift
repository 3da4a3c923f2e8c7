/// Where long strings may be cut.
extension PythonStringContent {
    /// What stands in each of the literals that Python joins to the content, each at most `width` columns wide where that
    /// is possible.
    ///
    /// A literal ends after a newline, else after a space outside `{{ }}` and `{% %}`, else after any space. A word
    /// that is too wide is cut before a template in it, and else stays whole, alone in its literal: paths and URLs can then still be searched for.
    func pieces(fitting width: Int) -> [Range<Int>] {
        lines(of: atoms.indices, fitting: width - prefix.utf8.count - 2)
    }

    /// Consecutive ranges, each at most `width` columns wide where that is possible.
    func lines(of range: Range<Int>, fitting width: Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var line = range.lowerBound..<range.lowerBound
        for word in words(of: range, fitting: width) {
            let extended = line.lowerBound..<word.upperBound
            let mustBreak = line.last.map { atoms[$0].isNewline } ?? false
            if !line.isEmpty && (mustBreak || columns(extended) > width) {
                lines.append(line)
                line = word
            } else {
                line = extended
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private func columns(_ range: Range<Int>) -> Int { width(of: range) - prefix.utf8.count - 2 }

    /// Words with the spaces after them.
    private func words(of range: Range<Int>, fitting width: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            index = endOfWord(from: start, in: range, fitting: width)
            let endOfText = index
            while index < range.upperBound, atoms[index].isPlain(" "), !endsWithNewline(start..<index) { index += 1 }
            if columns(start..<index) <= width {
                words.append(start..<index)
            } else {
                if endOfText > start { words.append(start..<endOfText) }
                words += spaces(endOfText..<index, fitting: width)
            }
        }
        return words
    }

    private func endsWithNewline(_ range: Range<Int>) -> Bool { range.last.map { atoms[$0].isNewline } ?? false }

    private func endOfWord(from start: Int, in range: Range<Int>, fitting width: Int) -> Int {
        var index = start
        while index < range.upperBound, !atoms[index].isPlain(" ") {
            if atoms[index].isNewline { return index + 1 }
            if let end = endOfTemplate(from: index, in: range), columns(index..<end) <= width {
                // A template that fits into a line of its own is not cut.
                if columns(start..<end) > width { return index }
                index = end
            } else {
                index += 1
            }
        }
        return index
    }

    /// The end of a Jinja expression or statement that starts here and ends before the line does.
    private func endOfTemplate(from start: Int, in range: Range<Int>) -> Int? {
        guard start + 1 < range.upperBound, atoms[start].isPlain("{") else { return nil }
        let closing: Unicode.Scalar
        if atoms[start + 1].isPlain("{") {
            closing = "}"
        } else if atoms[start + 1].isPlain("%") {
            closing = "%"
        } else {
            return nil
        }
        // Beyond a line's width the template does not fit anyway, and looking on would cost quadratic time.
        for index in start + 2..<min(start + 2 + LayoutPrinter.lineWidth, range.upperBound) {
            if atoms[index].isNewline { return nil }
            let isLast = index + 1 == range.upperBound
            if !isLast, atoms[index].isPlain(closing), atoms[index + 1].isPlain("}") { return index + 2 }
        }
        return nil
    }

    private func spaces(_ range: Range<Int>, fitting width: Int) -> [Range<Int>] {
        let step = max(width, 1)
        return stride(from: range.lowerBound, to: range.upperBound, by: step).map {
            $0..<min($0 + step, range.upperBound)
        }
    }
}
