import DagDSL

struct DAGC172: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("silent", "load.sh")  // expect: DAGC172
                        .criticality(.critical).notifies(.onSuccess(.email(.mail, to: ["team@example.com"])))
                        >>> Bash("loud", "load.sh")
                        .criticality(.critical).notifies(.onFailure(.email(.mail, to: ["team@example.com"])))
                }, Self.file),
            CatalogEntry(  // expect: DAGC172
                FixturePipeline("unheard") {
                    Bash("load", "load.sh")
                }
                .with {
                    $0.criticality = .critical
                }, Self.file),
        ]
    }
}
