import DagDSL

struct Clean: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("clean.pipeline-1") {
                    let check = DataQualityCheck("check", of: Data.raw, during: \.time, rules: [.notNull(\.key)])
                    let clean = SparkJob("clean", main: "a.py", reads: check.checked, writes: Data.clean)
                    let url = Bash("url", "curl https://user:$PASSWORD@host/a@b:c --password \"$P\"").pool(.warehouse)
                    let report = QualityReport("report", of: check, clean).always()
                    Group("work") { check >>> clean }
                    url >>> clean >>> report
                }, Self.file)
        ]
    }
}
