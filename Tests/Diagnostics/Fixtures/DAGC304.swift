import DagDSL

struct DAGC304: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC304 DAGC304
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
            routes: [
                AlertRoute(to: Receiver("nobody")), AlertRoute(to: Receiver("mail", .email(to: ["a@example.com"]))),
            ]))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
