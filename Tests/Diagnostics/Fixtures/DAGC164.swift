import DagDSL

struct DAGC164: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let count = Bash("count", "count")
        return [
            CatalogEntry(
                FixturePipeline {
                    count
                        >>> Bash("load", "load").notifies(  // expect: DAGC164
                            .onFailure(
                                .email(.mail, to: ["a@example.com"]), saying: "\(.result(of: Bash("count", "count")))"),
                            .onSuccess(.email(.mail, to: ["a@example.com"]), saying: "\(.result(of: count))"))
                }, Self.file),
            CatalogEntry(  // expect: DAGC164
                FixturePipeline("other") { Empty("load") }.with {
                    $0.schedule = .daily(at: "05:00", in: .utc)
                    $0.notifications = [
                        .onFailure(.email(.mail, to: ["a@example.com"]), saying: "\(.result(of: count))")
                    ]
                }, Self.file, at: #line - 6),
        ]
    }
}
