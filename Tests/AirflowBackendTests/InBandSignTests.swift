import DagDSL
import PipelineModel
import Testing
import Workspace

/// A text of the author's is never taken for something that a type should say.
@Suite struct InBandSignTests {
    /// Texts that a compiler might use for itself among those of authors, and what in each makes the difference: a word
    /// or character, and one of the same width and kind that no compiler could mistake for its own.
    private static let signs = [
        ("\u{F8F0}dagc:item:\u{F8F1}", "\u{F8F0}", "\u{E5A0}"),
        ("\u{F8F0}dagc:text:key\u{F8F1}", "\u{F8F0}", "\u{E5A0}"),
        ("\u{E000}\u{F8FF}", "\u{E000}", "\u{E5A0}"), ("\u{10FFFD}", "\u{10FFFD}", "\u{10FF00}"),
        ("\u{FFFC}", "\u{FFFC}", "\u{FFFD}"), ("results of all instances of", "all", "qll"),
        ("result of this instance of", "this", "qhis"), ("hole()", "hole", "qole"), (".item", ".item", ".qtem"),
        ("declared", "declared", "qeclared"), ("watcher 0", "watcher 0", "qatcher 0"),
    ]

    @Test(
        "Every text of a declaration comes out as it was, whatever a compiler could take it for",
        arguments: AirflowVersion.allCases)
    func textsAreNoSigns(_ version: AirflowVersion) throws {
        for (sign, mark, other) in Self.signs {
            let said = try written(saying: sign, for: version)
            let plain = try written(saying: sign.replacing(mark, with: other), for: version)
            #expect(plain != said)
            let expected = plain.mapValues { file in
                zip(Self.notations(of: other), Self.notations(of: mark)).reduce(file) { $0.replacing($1.0, with: $1.1) }
            }
            #expect(said.keys.sorted() == expected.keys.sorted())
            for (path, file) in expected { #expect(said[path] == file, "\(sign.debugDescription) in \(path)") }
        }
    }

    /// The files in which ``EveryText`` says `text` in every place, without hashes.
    private func written(saying text: String, for version: AirflowVersion) throws -> [String: String] {
        let pipelines: [any Pipeline] = [EveryText(), Downstream()] + (version == .v3_3 ? [EveryHumanText()] : [])
        let compiled = try CompiledFixtures(pipelines, of: TextProject(), for: version) { model in
            // Some texts must differ from each other; a term of dbt's selection and an address of mail hold no space.
            try RandomTexts.replacingMarks(in: model) { mark in
                let name = mark.filter { $0 != "@" }
                if mark.hasPrefix("@sql") { return "select \(name)\(text)" }
                if ["to", "failed-to"].contains(name) { return "\(name)\(text.contains(" ") ? "" : text)@example.com" }
                return mark.hasPrefix("@dbt-term") ? name : "\(name)\(text)"
            }
        }
        #expect(compiled.findings.isEmpty)
        return Dictionary(
            uniqueKeysWithValues: compiled.artifacts.map { artifact in
                let file = String(decoding: artifact.bytes, as: UTF8.self)
                return (artifact.path.text, file.replacing(/[0-9a-f]{64}/, with: ""))
            })
    }

    /// A character that cannot be seen as it is, and as Python and YAML write it.
    private static func notations(of text: String) -> [String] {
        guard let scalar = text.unicodeScalars.first, scalar.value > 0x7F else { return [text] }
        let digits = String(scalar.value, radix: 16)
        let escaped = scalar.value > 0xFFFF ? "\\U00\(digits)" : "\\u\(digits)"
        return [text, escaped, escaped.prefix(2) + escaped.dropFirst(2).uppercased()]
    }
}
