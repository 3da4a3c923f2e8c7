import Foundation
import PipelineModel
import TestSupport

/// Texts made of what templates, Python, shells, JSON, YAML and SQL read as their own; the same for the same seed.
struct RandomTexts {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let fragments = [
        "'", "\"", "\"\"\"", "'''", "''", "\\", "\\n", "\\'", "\\x41", "\\N{BULLET}", "\n", "\n\n", "\r\n", "\r", "\t",
        "\u{B}", "\u{C}", "{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "{{ x }}", "{{ x", "{% raw %}", "{% endraw %}",
        "{{ '' }}", "{{{", "-%}", "$HOME", "${X}", "$(id)", "`", "%s", "%(x)s", "%%", ":from", ":x", "::", "#", "--",
        "/*", ";", "&", "|", "*", "?", "~", "!", "<", ">", "=", ",", ".", " ", "  ", "a", "word", "null", "true", "1e3",
        "0x1", "yes", "- ", ": ", "é", "e\u{301}", "\u{301}", "日本", "🚀", "👩\u{200D}🚀", "\u{200B}", "\u{202E}",
        "\u{FEFF}", "\u{A0}", "\u{85}", "\u{2028}", "\u{2029}", "\u{FFFF}", "\u{FFFD}", "\u{10FFFF}", "\u{D7FF}",
        "\u{E000}", "\u{F8F0}", "\u{F8F1}", "\u{F8F2}", "\u{1}", "\u{8}", "\u{1B}[0m", "\u{1F}", "\u{7F}", "\u{9F}",
        ".sql", ".hql", ".json", ".yaml", ".yml", ".html", ".sh", ".bash", ".txt", ".md", "file.sql", "@", "[", "]",
        "(", "\u{F8F0}dagc:item:\u{F8F1}", "\u{F8F0}dagc:text:key\u{F8F1}", "\u{FFFC}", "results of all instances of",
    ]

    /// A text that is not empty, mostly short and now and then of 100 KB.
    mutating func next(atMost longest: Int = .max) -> String {
        let isLong = longest == .max && Int.random(in: 0..<100, using: &generator) == 0
        let length = isLong ? 100_000 : Int.random(in: 1...24, using: &generator)
        var text = ""
        repeat {
            text.unicodeScalars += Self.fragments.randomElement(using: &generator, or: "a").unicodeScalars
        } while text.utf8.count < length
        return text.unicodeScalars.count > longest ? String(text.unicodeScalars.prefix(longest)) : text
    }

    /// A text that no check refuses where the mark stands.
    private mutating func text(for mark: String) -> String {
        // A term of dbt's selection holds no space, SQL some, and a tag at most 100 characters.
        if mark.hasPrefix("@dbt-term") {
            var term = "m"
            term.unicodeScalars += next().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != ":" }
            return term
        }
        return mark.hasPrefix("@sql") ? "select " + next() : next(atMost: mark == "@tag@" ? 50 : .max)
    }

    /// The model with a text of its own in place of each mark, and these texts by the marks.
    mutating func replaceMarks(in model: ProjectModel) throws -> (model: ProjectModel, texts: [String: String]) {
        var texts: [String: String] = [:]
        let changed = try Self.replacingMarks(in: model) { mark in
            if let known = texts[mark] { return known }
            let text = self.text(for: mark)
            texts[mark] = text
            return text
        }
        return (changed, texts)
    }

    /// The model with other texts in place of its marks.
    static func replacingMarks(in model: ProjectModel, _ text: (_ mark: String) -> String) throws -> ProjectModel {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let marked = String(decoding: try encoder.encode(model), as: UTF8.self)
        let replaced = try marked.replacing(/@[a-z0-9-]+@/) { match -> String in
            let text = String(decoding: try encoder.encode(text(String(match.output))), as: UTF8.self)
            return String(text.unicodeScalars.dropFirst().dropLast())
        }
        return try JSONDecoder().decode(ProjectModel.self, from: Data(replaced.utf8))
    }
}

extension Array {
    fileprivate func randomElement(using generator: inout SeededGenerator, or other: Element) -> Element {
        randomElement(using: &generator) ?? other
    }
}
