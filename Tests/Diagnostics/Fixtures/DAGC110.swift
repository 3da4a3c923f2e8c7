import DagDSL

struct DAGC110: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Approval("approve", "Publish?")  // expect: DAGC110
                    SQLStatement("load", in: .lake, "select 1")  // expect: DAGC110
                    SQLSensor("wait", in: .lake, "select 1").deferred()  // expect: DAGC110 DAGC110
                        .givingUp(after: .hours(1))
                    HTTPSensor("ready", .gateway, path: "/", answerContains: "yes").deferred()  // expect: DAGC110
                        .givingUp(after: .hours(1))
                    HTTPSensor("up", .gateway, path: "/").deferred().givingUp(after: .hours(1))
                }, Self.file)
        ]
    }
}
