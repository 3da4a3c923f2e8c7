import DagDSL

struct DAGC062: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "\(.item)")  // expect: DAGC062
                        .mapped(over: .list((1...500).map { .int($0) })).pool(.warehouse, slots: 8)
                }
                .with { $0.schedule = .cron("* * * * *") }, Self.file),
            CatalogEntry(Self.awaited, Self.file),
            CatalogEntry(
                FixturePipeline("waiting") {
                    ExternalTaskSensor("wait", of: Self.awaited)  // expect: DAGC062
                        .checking(every: .seconds(5), mode: .poke).givingUp(after: .minutes(5)).pool(.warehouse)
                }, Self.file),
        ]
    }

    private static var awaited: FixturePipeline {
        FixturePipeline("awaited") { Bash("load", "true").pool(.warehouse) }
    }
}
