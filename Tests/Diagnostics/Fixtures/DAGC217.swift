import DagDSL

struct DAGC217: DiagnosticFixture {
    static let file = #filePath
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        [
            // Its keys end in T06:00:00, and those of days are looked for at midnight.
            writer("by_second", Data.raw, .daily(at: "06:00", in: .utc).partitioned(by: "%Y-%m-%dT%H:%M:%S")),
            gathering(
                Data.raw, "week_of_seconds",
                .onUpdate(of: .dataset(Data.raw, partitions: .gathered(into: .week)))),  // expect: DAGC217
            writer("by_day", Data.clean, .daily(at: "06:00", in: .utc).partitioned(by: "%Y-%m-%d", offset: -1)),
            gathering(Data.clean, "week", .onUpdate(of: .dataset(Data.clean, partitions: .gathered(into: .week)))),
            // One key, where twenty-four hours write the same.
            gathering(Data.clean, "day", .onUpdate(of: .dataset(Data.clean, partitions: .gathered(into: .day)))),
            gathering(
                Data.clean, "hours_of_days",
                .onUpdate(  // expect: DAGC217
                    of: .dataset(Data.clean, partitions: .gathered(into: .hour, waitingFor: .atLeast(2))))),
            writer("on_workdays", Data.filed, .cron("0 6 * * MON-FRI", in: .utc).partitioned(by: "%Y-%m-%d")),
            gathering(
                Data.filed, "whole_week",
                .onUpdate(of: .dataset(Data.filed, partitions: .gathered(into: .week)))),  // expect: DAGC217
            gathering(
                Data.filed, "most_of_week",
                .onUpdate(of: .dataset(Data.filed, partitions: .gathered(into: .week, waitingFor: .atLeast(5))))),
        ]
    }

    private func writer(_ id: PipelineID, _ dataset: Dataset<Row>, _ schedule: Schedule) -> CatalogEntry {
        CatalogEntry(
            FixturePipeline(id) { Bash("load", "load \(.partitionKey)").writes(dataset) }.with {
                $0.schedule = schedule
            },
            Self.file)
    }

    private func gathering(_ dataset: Dataset<Row>, _ id: PipelineID, _ schedule: Schedule) -> CatalogEntry {
        CatalogEntry(
            FixturePipeline(id) { Bash("gather", "gather \(.partitionKey)").reads(dataset) }.with {
                $0.schedule = schedule
            }, Self.file)
    }
}
