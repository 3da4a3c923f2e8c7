import DagDSL

struct DAGC322: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.gibibytes(8)),
            components: [
                .bare,
                .custom("scores", kind: "scores", purpose: "scores", runsAs: .image("scores:1"))
                    .port("metrics", 9100, for: .metrics).scraped(at: ["scores:9100"])
                    .resources(memory: .mebibytes(256), limit: .mebibytes(128), cpu: .milli(100)).inNamespace("data"),
            ],
            operations: Operations(  // expect: DAGC322 DAGC322 DAGC322
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all])))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
