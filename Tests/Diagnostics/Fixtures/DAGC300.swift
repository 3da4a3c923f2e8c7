import DagDSL

struct DAGC300: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC300
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
            routes: [AlertRoute(.info, to: .channel)]))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
