import DagDSL

struct DAGC203: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let text = String(repeating: "A", count: 131_072)
        let long = RuntimeString(stringLiteral: text)
        let fits = RuntimeString(stringLiteral: String(text.dropFirst()))
        let longest = RuntimeString(stringLiteral: String(repeating: "AKIA", count: 1 << 19))
        return [
            CatalogEntry(
                FixturePipeline {
                    Bash("fits", fits)
                    Bash("over", long)  // expect: DAGC203
                    Bash("longest_command", longest)  // expect: DAGC203
                    SQLStatement("longer", in: .lake, long)
                    SQLStatement("longest", in: .lake, longest)  // expect: DAGC203
                }, Self.file)
        ]
    }
}
