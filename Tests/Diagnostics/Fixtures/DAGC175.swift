import DagDSL

struct DAGC175: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.windowStart("%Y/%m 100%%", in: "Europe/Berlin"))")
                        >>> Bash("sum", "sum.sh \(.windowEnd("%Y-%N"))")  // expect: DAGC175
                        >>> Bash("end", "end.sh \(.logicalDate(.day, in: "Europe/Berln"))")  // expect: DAGC031
                }, Self.file)
        ]
    }
}
