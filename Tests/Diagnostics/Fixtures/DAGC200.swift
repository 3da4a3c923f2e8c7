import DagDSL

struct DAGC200: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("priority", "true").priority(.max)  // expect: DAGC200
                    Bash("slow", "true").timeout(.seconds(Int.max))  // expect: DAGC200
                    Bash("patient", "true").retry(.fixed(.max, every: .days(.max)))  // expect: DAGC200 DAGC200
                    Bash("many", "true").maximumActive(0)  // expect: DAGC200
                    Bash("mapped", "\(.item)").mapped(over: .list(["a"]), atMost: 0)  // expect: DAGC200
                    FileSensor("file", path: "done", in: .landing).checking(every: .seconds(-1))  // expect: DAGC200
                        .givingUp(after: .hours(1))
                    TimeSensor("time", until: "25:00", in: .utc)  // expect: DAGC200
                    TimeSensor("words", until: "noon", in: .utc)  // expect: DAGC200
                    SparkJob("spark", main: "a.py", reads: Data.raw, writes: Data.clean)  // expect: DAGC200 DAGC200
                        .resources(executors: .max, executorMemory: .gibibytes(.max))
                    Approval("ask", "Publish?").expected(within: .seconds(0))  // expect: DAGC200
                    ForEach("group", over: .list(["a"]), atMost: -1) {  // expect: DAGC200
                        Bash("load", "\(.item)")
                    }
                }, Self.file),
            CatalogEntry(
                FixturePipeline("limits") { Empty("load") }.with {
                    $0.schedule = .every(.days(.max))  // expect: DAGC200 DAGC200
                    $0.maximumActiveRuns = .max
                }, Self.file),
            CatalogEntry(
                FixturePipeline("ancient") { Empty("load") }.with {
                    $0.schedule = .daily(at: "05:00", in: .utc)  // expect: DAGC200
                    $0.start = Day(1, 1, 1)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("late") { Empty("load") }.with {
                    $0.schedule = .daily(at: "05:00", in: .utc)  // expect: DAGC200
                    $0.deadline = .within(.seconds(Int.max), of: .scheduled, else: .email(.mail, to: ["a@example.com"]))
                }, Self.file),
        ]
    }
}
