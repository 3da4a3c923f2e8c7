import DagDSL

struct DAGC440: DiagnosticFixture {
    static let file = #filePath
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    HumanChoice("other", "Which?", among: ["a", "b"], default: ["c"])  // expect: DAGC440
                    HumanChoice("twice", "Which?", among: ["a", "a"])  // expect: DAGC440
                    HumanChoice("both", "Which?", among: ["a", "b"], default: ["a", "b"])  // expect: DAGC440
                    HumanChoice("several", "Which?", among: ["a", "b"], several: true, default: ["a", "b"])
                    HumanEntry("empty", "What?", fields: [])  // expect: DAGC440
                    HumanEntry("filled", "What?", fields: [.integer("rows", 3)])
                }, Self.file)
        ]
    }
}
