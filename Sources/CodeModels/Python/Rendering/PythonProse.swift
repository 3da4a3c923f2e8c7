/// Comments and docstrings: text for readers, wrapped at the line length.
enum PythonProse {
    /// Comment lines, without indentation.
    static func comment(_ text: String, indent: Int) -> [String] {
        let width = LayoutPrinter.lineWidth - indent - 2
        return wrap(visible(text), width: width).map { $0.isEmpty ? "#" : "# " + neutral($0) }
    }

    private static func visible(_ text: String) -> String {
        var visible = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": visible += "\n"
            case "\t": visible += "    "
            default:
                if TextWidth.isCertain(scalar) {
                    visible.unicodeScalars.append(scalar)
                } else {
                    visible += PythonEscape.of(scalar)
                }
            }
        }
        return visible
    }

    /// Docstring lines, without the indentation of the block, quotes included.
    static func docstring(_ text: String, indent: Int) -> [String] {
        let width = LayoutPrinter.lineWidth - indent
        let escaped = escape(text)
        var lines = paragraph(escaped, width: width - 3)
        if lines.count == 1 && TextWidth.of(lines[0]) > width - 7 { lines = paragraph(escaped, width: width - 7) }
        guard var first = lines.first, var last = lines.last else { return ["\"\"\"\"\"\""] }
        if first.hasPrefix("\"") { first = " " + first }
        if lines.count > 1 { return ["\"\"\"" + first] + lines.dropFirst() + ["\"\"\""] }
        // The last quote of the text must not join the closing ones.
        last = first
        let slashes = last.utf8.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        if last.hasSuffix("\"") && slashes.isMultiple(of: 2) { last += " " }
        return ["\"\"\"" + last + "\"\"\""]
    }

    /// Wrapped lines without empty ones at either end; those after the first start in the first column.
    private static func paragraph(_ text: String, width: Int) -> [String] {
        var lines = wrap(text, width: width)
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard let first = lines.first else { return [] }
        let rest = lines.dropFirst()
        let margin = rest.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return [String(first.drop { $0 == " " })] + rest.map { String($0.dropFirst(margin)) }
    }

    /// A comment that Python would take for the declaration of the file's encoding gets a space.
    private static func neutral(_ line: String) -> String {
        var neutral = ""
        var rest = line[...]
        while let range = rest.firstRange(of: "coding") {
            neutral += rest[..<range.upperBound]
            rest = rest[range.upperBound...]
            if rest.first == ":" || rest.first == "=" { neutral += " " }
        }
        return neutral + rest
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        var quotes = 0
        for scalar in text.unicodeScalars {
            quotes = scalar == "\"" ? quotes + 1 : 0
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\n"
            case "\t": escaped += "    "
            case "\"" where quotes == 3:
                escaped += "\\\""
                quotes = 0
            default:
                if TextWidth.isCertain(scalar) {
                    escaped.unicodeScalars.append(scalar)
                } else {
                    escaped += PythonEscape.of(scalar)
                }
            }
        }
        return escaped
    }

    /// Lines of at most `width` columns where that is possible.
    ///
    /// What is laid out by hand stays: indented lines, tables, quotes, headings and fenced blocks of Markdown.
    private static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var isFenced = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = trimmed(line)
            if line.hasPrefix("```") { isFenced.toggle() }
            let isProse = !isFenced && !(line.first.map { " |>#`".contains($0) } ?? true)
            lines += isProse ? fill(line, width: width) : [line]
        }
        return lines
    }

    private static func fill(_ line: String, width: Int) -> [String] {
        guard TextWidth.of(line) > width else { return [line] }
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ") {
            if !current.isEmpty && TextWidth.of(current) + 1 + TextWidth.of(String(word)) > width {
                lines.append(current)
                current = ""
            }
            current += current.isEmpty ? String(word) : " " + word
        }
        return lines + [current]
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line
        while let last = line.unicodeScalars.last, last.properties.isWhitespace { line.unicodeScalars.removeLast() }
        return String(line)
    }
}
