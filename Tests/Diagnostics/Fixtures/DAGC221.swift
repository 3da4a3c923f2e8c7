import DagDSL

struct DAGC221: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    DataQualityCheck(  // expect: DAGC221
                        "twice", of: Data.clean, rules: [.notNull(\.key), .notNull(\.key).warning()])
                    DataQualityCheck(  // expect: DAGC221
                        "named", of: Data.clean,
                        rules: [.notNull(\.key).named("filled"), .unique(\.key).named("filled")])
                    DataQualityCheck(
                        "apart", of: Data.clean, rules: [.notNull(\.key), .notNull(\.key).warning().named("told")])
                }, Self.file)
        ]
    }
}
