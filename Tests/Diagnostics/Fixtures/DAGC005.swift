import DagDSL

struct DAGC005: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Group("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") {
                        Group("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb") {
                            Group("cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc") {
                                Empty("dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd")  // expect: DAGC005
                            }
                        }
                    }
                }, Self.file)
        ]
    }
}
