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
                }, Self.file),
            CatalogEntry(
                FixturePipeline("misread") {
                    Bash("minute", "load \(.windowStart("%Y-%M"))")  // expect: DAGC175
                    Bash("java", "load \(.windowStart("yyyy-MM-dd"))")  // expect: DAGC175
                    Bash("time", "load \(.windowStart("%Y-%m-%d %H:%M"))")
                }, Self.file),
        ]
    }
}
