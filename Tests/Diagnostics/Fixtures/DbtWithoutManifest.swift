import DagDSL

/// A task for each model without anybody who knows the models.
struct DbtWithoutManifest: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    DbtBuild("models", select: .wholeProject, builds: Data.mart).taskPerModel()  // expect: DAGC270
                }, Self.file)
        ]
    }
}
