import DagDSL

struct DAGC170: DiagnosticFixture {
    static let file = #filePath
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh")  // expect: DAGC170 DAGC170
                        .retry(
                            .byErrorClass(
                                otherwise: .never,
                                knowing: [.exception("ClientError", is: .transient), .exitCode(0, is: .dataQuality)]))
                }, Self.file)
        ]
    }
}
