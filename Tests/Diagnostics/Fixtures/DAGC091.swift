import DagDSL

struct DAGC091: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let early = FixturePipeline("early") { Empty("load") }.with { $0.schedule = .daily(at: "02:00", in: .utc) }
        let hourly = FixturePipeline("hourly") { Empty("load") }.with { $0.schedule = .hourly() }
        return [
            CatalogEntry(early, Self.file), CatalogEntry(hourly, Self.file),
            CatalogEntry(
                FixturePipeline("late") {
                    ExternalTaskSensor("wait", of: hourly)  // expect: DAGC091
                        .givingUp(after: .hours(1))
                    ExternalTaskSensor("never", of: hourly, offset: .hours(1))  // expect: DAGC091
                        .givingUp(after: .hours(1))
                    ExternalTaskSensor("known", of: hourly, offset: .minutes(30)).givingUp(after: .hours(1))
                    ExternalTaskSensor("derived", of: early).givingUp(after: .hours(1))
                }.with { $0.schedule = .daily(at: "04:30", in: .utc) }, Self.file),
            CatalogEntry(
                FixturePipeline("local") {
                    ExternalTaskSensor("wait", of: early)  // expect: DAGC091
                        .givingUp(after: .hours(1))
                }.with { $0.schedule = .daily(at: "04:30", in: "Europe/Berlin") }, Self.file),
            CatalogEntry(Self.ended, Self.file),
            CatalogEntry(Self.byHand, Self.file),
            CatalogEntry(
                FixturePipeline("waits_for_people") {
                    ExternalTaskSensor("wait", of: Self.byHand, offset: .hours(1))  // expect: DAGC091
                        .givingUp(after: .hours(1))
                }, Self.file),
            CatalogEntry(
                FixturePipeline("waits_for_ended") {
                    ExternalTaskSensor("wait", of: Self.ended).givingUp(after: .hours(1))  // expect: DAGC091
                }, Self.file),
        ]
    }

    private static var byHand: FixturePipeline {
        FixturePipeline("by_hand") { Empty("load") }.with { $0.schedule = .manual() }
    }

    private static var ended: FixturePipeline {
        FixturePipeline("ended") { Empty("load") }.with {
            $0.start = Day(2025, 1, 1)
            $0.end = Day(2025, 6, 30)
        }
    }
}
