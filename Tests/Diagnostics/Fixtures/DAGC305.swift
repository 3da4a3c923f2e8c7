import DagDSL

struct DAGC305: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]))

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC305
                FixturePipeline { Bash("work", "true") }.with { $0.schedule = .continuous() }, Self.file)
        ]
    }
}
