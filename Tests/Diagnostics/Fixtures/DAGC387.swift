import DagDSL

struct DAGC387: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject(  // expect: DAGC387
        .of(encryption: .none), file: #filePath, line: #line - 1)
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] { [StreamEntry(FixtureStream(), Self.file)] }
}
