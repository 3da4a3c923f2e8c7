import DagDSL

struct DAGC071: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.variable(Variable("buckt")))")  // expect: DAGC071
                    Bash("send", "send.sh")
                        .variables([
                            "PLACE": "here",
                            "BUCKET": "\(.variable(Variable("bukcet")))",  // expect: DAGC071
                        ])
                }, Self.file)
        ]
    }
}
