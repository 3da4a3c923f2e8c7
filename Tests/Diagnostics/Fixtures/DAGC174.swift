import DagDSL

struct DAGC174: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let regions = Bash("regions", "echo '[]'")
                    let days = Bash("days", "echo '[]'")
                    let pairs = Items.product(["region": .result(of: regions), "day": .result(of: days)])
                    ForEach("each", over: pairs) {  // expect: DAGC174
                        Bash("load", "load.sh \(.item("region")) \(.item("day"))")
                    }
                }, Self.file)
        ]
    }
}
