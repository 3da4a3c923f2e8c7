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
                }, Self.file),
            CatalogEntry(  // expect: DAGC005
                FixturePipeline("tagged") { Empty("load") }.with {
                    $0.tags = [
                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                    ]
                }, Self.file),
        ]
    }
}
