import DagDSL

struct DAGC225: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").writes(Data.raw)
                    Bash("load_orders", "true").renamed(from: "load")  // expect: DAGC225
                    Bash("check", "true").renamed(from: "check")  // expect: DAGC225
                    Bash("north", "true").renamed(from: "regions")
                    Bash("south", "true").renamed(from: "regions")  // expect: DAGC225
                    Group("daily") { Bash("report", "true").renamed(from: "report") }
                }, Self.file),
            CatalogEntry(
                FixturePipeline("orders") { Bash("load", "true") }.with { $0.renamedFrom = "daily_orders" }, Self.file),
            CatalogEntry(
                FixturePipeline("sales") { Bash("load", "true") }  // expect: DAGC225
                    .with { $0.renamedFrom = "orders" }, Self.file, at: #line - 1),
            CatalogEntry(
                FixturePipeline("late") {
                    ExternalTaskSensor("wait", of: ForeignPipeline("daily_orders"))  // expect: DAGC225
                        .givingUp(after: .hours(1))
                }, Self.file),
        ]
    }
}
