import TestSupport

/// Texts that any notation could take for its own, each behind a mark by which it is found again.
struct HostileTexts {
    private var random: SeededGenerator
    /// What stands in place of each mark. It begins with the mark, so that names keep their order.
    private(set) var texts: [String: String] = [:]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// What a place may refuse.
    enum Kind: CaseIterable {
        case anything
        /// No line ends in it, and no character is a control.
        case line
        /// A line without blanks.
        case word
        /// A word without what divides the parts of a name.
        case name
    }

    private static let words = [
        "'", "\"", "\"\"\"", "'''", "\\", "\\n", "\\\"", "{{x}}", "{{", "}}", "{%raw%}", "{%endraw%}", "{#", "%}",
        "{%$states.input%}", "${HOME}", "$(id)", "`id`", "${{x}}", "$$", "%s", "%(x)s", "<b>&amp;</b>", "#", "--", "/*",
        ";", "|", "*", "~", "!", "]", "\u{E000}", "\u{F8FF}", "\u{F8F0}dagc:item:\u{F8F1}", "\u{FFFC}", "\u{10FFFD}",
        "\u{FEFF}", "\u{200B}", "\u{202E}", "hole()", ".item", "declared", "_0", "é", "👩\u{200D}🚀",
    ]
    private static let blanks = [": ", "- ", " #", "results of all instances of", "{% raw %}", "{{ '{{' }}", "  "]
    private static let controls = [
        "\n", "\n\n", "\r\n", "\r", "\t", "\n- a: b\n", "\n# c\n", "\n---\n", "\u{1}", "\u{7}", "\u{8}", "\u{1B}[0m",
        "\u{1F}", "\u{7F}", "\u{85}", "\u{9F}", "\u{B}", "\u{C}", "\u{2028}", "\u{2029}",
    ]

    /// A mark that is not yet taken, and behind it all that the kind allows, in an order of its own.
    ///
    /// - Parameter longest: how many characters the place holds.
    mutating func mark(_ kind: Kind, atMost longest: Int = .max) -> String {
        let mark = "Qq\(texts.count)qQ"
        var parts = Self.words
        if kind == .anything || kind == .line { parts += Self.blanks }
        if kind == .name { parts.removeAll { $0.contains { ":/.".contains($0) } } }
        if kind == .anything { parts += Self.controls }
        parts.shuffle(using: &random)
        // Blanks at the ends are looked at elsewhere: some readers have no way to keep them.
        let text = mark + parts.joined() + "."
        texts[mark] = text.unicodeScalars.count > longest ? String(text.unicodeScalars.prefix(longest)) : text
        return mark
    }
}
