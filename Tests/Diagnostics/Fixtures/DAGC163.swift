import DagDSL

struct DAGC163: DiagnosticFixture {
    static let file = #filePath
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline { Bash("load", "load \(.partitionKey)").writes(Data.raw) }.with {
                    $0.schedule = .hourly(at: 7).partitioned(by: "%Y-%m-%dT%H")
                }, Self.file),
            CatalogEntry(
                FixturePipeline("daily") { Bash("load", "load \(.partitionKey)") }.with {
                    $0.schedule = .onUpdate(  // expect: DAGC163
                        of: .dataset(Data.raw, partitions: .gathered(into: .day, waitingFor: .allBut(0))))
                }, Self.file),
            CatalogEntry(
                FixturePipeline("minutes") { Bash("load", "load \(.partitionKey)") }.with {
                    $0.schedule = .onUpdate(  // expect: DAGC163
                        of: .dataset(Data.raw, partitions: .spread(over: .hour)))
                }, Self.file),
        ]
    }
}
