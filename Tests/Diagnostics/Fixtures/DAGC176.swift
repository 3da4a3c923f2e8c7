import DagDSL

struct DAGC176: DiagnosticFixture {
    static let file = #filePath
    static let steward = Person(id: "ada", name: "Ada")

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("check", "check.sh")  // expect: DAGC176
                        .criticality(.dataQuality(reviewedWithin: .hours(8), by: Self.steward))
                        >>> Bash("known", "check.sh")
                        .criticality(.dataQuality(reviewedWithin: .hours(8), by: Self.steward))
                        .suppressing(.DAGC176, because: "everybody who may mark tasks here is a steward")
                }, Self.file)
        ]
    }
}
