import DagDSL

struct DAGC044: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Branch("outer", on: "\(.variable(.bucket))", among: Size.self) { size in
                        switch size {
                        case .small:
                            Branch("inner", on: "\(.variable(.bucket))", among: Size.self) { inner in
                                switch inner {
                                case .small: Bash("a", "true")
                                case .large: Bash("b", "true")
                                }
                            }
                                >>> Bash("join", "true").runs(when: .noneFailed)  // expect: DAGC044
                        case .large: Bash("c", "true")
                        }
                    }
                }, Self.file)
        ]
    }
}
