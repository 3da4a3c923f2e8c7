import DagDSL

struct DAGC005: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Group("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") {
                        Group("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb") {
                            Group("cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc") {
                                Empty("dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd")  // expect: DAGC005
                            }
                        }
                    }
                }, Self.file)
        ]
    }
}
