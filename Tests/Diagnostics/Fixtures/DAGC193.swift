import DagDSL

struct DAGC193: DiagnosticFixture {
    static let file = #filePath
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        let follower = FixturePipeline("follower") { Empty("wait") }
        return [
            CatalogEntry(follower, Self.file),
            CatalogEntry(
                FixturePipeline {
                    Empty("load")
                        >>> ExternalTaskMarker("mark", for: "wait", of: follower)  // expect: DAGC193
                        >>> ExternalTaskMarker("known", for: "wait", of: follower)
                        .suppressing(.DAGC193, because: "the graph shows people what follows")
                }, Self.file),
        ]
    }
}
