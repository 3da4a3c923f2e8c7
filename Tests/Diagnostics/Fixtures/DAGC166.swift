import DagDSL

struct DAGC166: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let count = Bash("count", "count")
        return [
            CatalogEntry(  // expect: DAGC166 DAGC166
                FixturePipeline { Empty("load") }.with {
                    $0.notifications = [
                        .onRetry(.email(.mail, to: ["team@example.com"])),
                        .onFailure(.function("anything", in: "report.py"), saying: "It has failed."),
                        .onSuccess(.function("anything", in: "report.py")),
                    ]
                }, Self.file, at: #line - 7),
            CatalogEntry(  // expect: DAGC166 DAGC166
                FixturePipeline("results") { count }.with {
                    $0.schedule = .daily(at: "05:00", in: .utc)
                    $0.notifications = [
                        .onFailure(.notifier("a.b.Tell", text: "text", ["rows": .result(of: count)])),
                        .onSuccess(.notifier("a.b.Say", text: "text", ["rows": ["\(.result(of: count))"]])),
                    ]
                }, Self.file, at: #line - 7),
            CatalogEntry(  // expect: DAGC166
                FixturePipeline("mail") {
                    EmailMessage(  // expect: DAGC166
                        "someone", to: ["team"], subject: "Done", html: "Done", by: .mail)
                    EmailMessage("nobody", to: [], subject: "Done", html: "Done", by: .mail)  // expect: DAGC166
                }
                .with { $0.notifications = [.onFailure(.email(.mail, to: []))] }, Self.file),
        ]
    }
}
