import DagDSL

struct DAGC303: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file, .fresh(within: .hours(12)))  // expect: DAGC303
        ]
    }
}
