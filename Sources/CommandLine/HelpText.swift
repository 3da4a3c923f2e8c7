extension CommandSyntax {
    /// The text of `--help`: usage, words, options by section, footer; 80 columns.
    package var help: String {
        var text = "\(summary)\n\nUsage: \(usage)\n"
        if !positionals.isEmpty {
            text += "\n" + positionals.map { entry($0.name, $0.help) }.joined()
        }
        for section in sections {
            text += "\n\(section):\n"
            for option in options.map(\.declaration) where option.section == section {
                text += entry(option.heading, option.explanation)
            }
        }
        text += "\nHelp:\n" + entry("-h, --help", "Show this text.")
        if version != nil { text += entry("--version", "Show the version.") }
        return footer.isEmpty ? text : text + "\n\(wrappedFooter)\n"
    }

    /// A line of the footer is a paragraph.
    private var wrappedFooter: String {
        footer.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { $0.count > 80 ? wrapped(String($0), to: 80) : [String($0)] }.joined(separator: "\n")
    }

    private var usage: String {
        let required = options.map(\.declaration).filter(\.isRequired).map { "--\($0.name) \($0.placeholder ?? "")" }
        let words = positionals.map { $0.isRequired ? $0.name : "[\($0.name)]" }
        return ([name] + required + (options.isEmpty ? [] : ["[options]"]) + words).joined(separator: " ")
    }

    private var sections: [String] {
        var seen: [String] = []
        for option in options where !seen.contains(option.declaration.section) {
            seen.append(option.declaration.section)
        }
        return seen
    }

    private func entry(_ heading: String, _ explanation: String) -> String {
        let column = 30
        let lines = wrapped(explanation, to: 80 - column)
        var text = "  " + heading
        var rest = lines[...]
        if heading.count <= column - 4, let first = rest.popFirst() {
            text += String(repeating: " ", count: column - 2 - heading.count) + first
        }
        for line in rest { text += "\n" + String(repeating: " ", count: column) + line }
        return text + "\n"
    }
}

extension OptionDeclaration {
    fileprivate var heading: String {
        if isEnvironmentOnly { return "$\(environment.first ?? name)" }
        let value = placeholder.map { " \($0)" } ?? ""
        return (letter.map { "-\($0), " } ?? "") + "--\(name)\(value)"
    }

    fileprivate var explanation: String {
        var notes: [String] = []
        if isRequired { notes.append("required") }
        if isRepeated { notes.append("repeatable") }
        // That a flag is off without being given goes without saying.
        let isPlainFlag = placeholder == nil && defaultText == "false"
        if let defaultText, !isPlainFlag, !isSecret, !defaultText.isEmpty {
            notes.append("default \(defaultText)")
        }
        if !isEnvironmentOnly, let variable = environment.first { notes.append("$\(variable)") }
        return notes.isEmpty ? help : "\(help) [\(notes.joined(separator: "; "))]"
    }
}

private func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= width {
            lines[lines.count - 1] = "\(last) \(word)"
        } else {
            lines.append(String(word))
        }
    }
    return lines
}
