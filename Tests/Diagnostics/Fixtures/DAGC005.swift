import DagDSL

struct DAGC005: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Group("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") {
                        Group("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb") {
                            Group("cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc") {
                                Empty("dddddddddddddddddddddddddddddddddddddddd")  // expect: DAGC005
                            }
                        }
                    }
                }, Self.file)
        ]
    }
}
