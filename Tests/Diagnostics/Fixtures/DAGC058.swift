import DagDSL

struct DAGC058: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC058
                FixturePipeline { Empty("load") }.with {
                    $0.runTimeout = .hours(1)
                    $0.deadline = .within(.hours(2), of: .scheduled, else: .email(.mail, to: ["a@example.com"]))
                }, Self.file),
            CatalogEntry(  // expect: DAGC058
                FixturePipeline("long") { Bash("load", "true").timeout(.hours(3)) }.with {
                    $0.deadline = .within(.hours(2), of: .scheduled, else: .email(.mail, to: ["a@example.com"]))
                }, Self.file),
        ]
    }
}
