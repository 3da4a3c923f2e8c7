import DagDSL

struct DAGC443: DiagnosticFixture {
    static let file = #filePath
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("writer") { Bash("load", "load \(.partitionKey)").writes(Data.raw) }.with {
                    $0.schedule = .daily(at: "06:00", in: .utc).partitioned(by: "%Y-%m-%d")
                }, Self.file),
            reader(
                "regions", .onUpdate(of: .dataset(Data.raw, partitions: .only("eu", "us")))),  // expect: DAGC443
            reader(
                "hours",
                .onUpdate(  // expect: DAGC443
                    of: .dataset(Data.raw, partitions: .spread(over: .day).atMost(12)))),
            reader("days", .onUpdate(of: .dataset(Data.raw, partitions: .start(of: .day)))),
            // Some other system may write the days before.
            reader("new_year", .onUpdate(of: .dataset(Data.raw, partitions: .only("2026-01-01")))),
        ]
    }

    private func reader(_ id: PipelineID, _ schedule: Schedule) -> CatalogEntry {
        CatalogEntry(
            FixturePipeline(id) { Bash("use", "use \(.partitionKey)").reads(Data.raw) }.with {
                $0.schedule = schedule
            }, Self.file)
    }
}
