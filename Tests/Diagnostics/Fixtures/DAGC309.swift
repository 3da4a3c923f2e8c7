import DagDSL

struct DAGC309: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC309
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]),
        .kafkaConnect().needs("kafak"))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
