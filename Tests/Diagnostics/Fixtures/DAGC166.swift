import DagDSL

struct DAGC166: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC166 DAGC166 DAGC166
                FixturePipeline { Empty("load") }.with {
                    $0.notifications = [
                        .onRetry(.email(.mail, to: ["team@example.com"])),
                        .onFailure(.function("anything", in: "report.py"), saying: "It has failed."),
                        .onSuccess(.function("anything", in: "report.py")),
                    ]
                    $0.deadline = .within(
                        .hours(1), of: .scheduled, else: .function("anything", in: "report.py"))
                }, Self.file, at: #line - 9)
        ]
    }
}
