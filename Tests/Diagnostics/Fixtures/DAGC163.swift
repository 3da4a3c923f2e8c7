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
            CatalogEntry(
                FixturePipeline("too_many") { Bash("load", "load \(.partitionKey)") }.with {
                    $0.schedule = .onUpdate(  // expect: DAGC163
                        of: .dataset(Data.raw, partitions: .gathered(into: .day, waitingFor: .atLeast(25))))
                }, Self.file),
            CatalogEntry(
                FixturePipeline("too_many_keys") { Bash("load", "load \(.partitionKey)") }.with {
                    $0.schedule = .onUpdate(  // expect: DAGC163
                        of: .dataset(
                            Data.clean, partitions: .gathered(["eu", "us"], into: "world", waitingFor: .atLeast(3))))
                }, Self.file),
            CatalogEntry(
                FixturePipeline("regions") { Bash("load", "load eu us").writes(Data.clean) }.with {
                    $0.schedule = .hourly(at: 9).partitioned(by: "%H")
                }, Self.file),
        ]
    }
}
