import DagDSL

struct DAGC213: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let early = FixturePipeline("early") { Empty("load") }.with {
            $0.schedule = .daily(at: "01:00", in: "Europe/Berlin")
        }
        let office = FixturePipeline("office") { Empty("load") }.with {
            $0.schedule = .cron("0 5 * * MON-FRI", in: .utc)
        }
        return [
            CatalogEntry(early, Self.file), CatalogEntry(office, Self.file), CatalogEntry(Self.ending, Self.file),
            CatalogEntry(
                FixturePipeline("goes_on") {
                    ExternalTaskSensor("wait", of: Self.ending).givingUp(after: .hours(1))  // expect: DAGC213
                }, Self.file),
            CatalogEntry(
                FixturePipeline("ends_too") {
                    ExternalTaskSensor("wait", of: Self.ending).givingUp(after: .hours(1))
                }.with { $0.end = Day(2026, 6, 30) }, Self.file),
            CatalogEntry(
                FixturePipeline("late") {
                    ExternalTaskSensor("five_hours_before", of: early, offset: .hours(5))  // expect: DAGC213
                        .givingUp(after: .hours(1))
                    ExternalTaskSensor("by_the_clock", of: early).givingUp(after: .hours(1))
                }.with { $0.schedule = .daily(at: "06:00", in: "Europe/Berlin") }, Self.file),
            CatalogEntry(
                FixturePipeline("daily") {
                    ExternalTaskSensor("office", of: office, offset: .hours(1))  // expect: DAGC213
                        .givingUp(after: .hours(1))
                    ExternalTaskSensor("office_or_none", of: office, offset: .hours(1))
                        .givingUp(after: .hours(1), then: .skip)
                }.with { $0.schedule = .daily(at: "06:00", in: .utc) }, Self.file),
            CatalogEntry(
                FixturePipeline("also_in_the_office") {
                    ExternalTaskSensor("office", of: office, offset: .hours(1)).givingUp(after: .hours(1))
                }.with { $0.schedule = .cron("0 6 * * MON-FRI", in: .utc) }, Self.file),
        ]
    }

    private static var ending: FixturePipeline {
        FixturePipeline("ending") { Empty("load") }.with { $0.end = Day(2026, 6, 30) }
    }
}
