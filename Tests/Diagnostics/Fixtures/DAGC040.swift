import DagDSL

struct DAGC040: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Branch("size", on: "\(.variable(.bucket))", among: Size.self) { size in
                        switch size {
                        case .small: Bash("small", "true")
                        case .large: Bash("large", "true")
                        }
                    }
                        >>> Bash("report", "true").runs(when: .allSucceeded)  // expect: DAGC040
                }, Self.file)
        ]
    }
}
