import DagDSL

struct DAGC173: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let load = Bash("load", "load.sh")
                    let report = Bash("report", "report.sh")  // expect: DAGC173
                        .always()
                    load >>> report
                }
                .with {
                    $0.criticality = .critical
                    $0.notifications = [.onFailure(.email(.mail, to: ["team@example.com"]))]
                }, Self.file)
        ]
    }
}
