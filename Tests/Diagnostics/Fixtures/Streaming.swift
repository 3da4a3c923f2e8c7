import DagDSL

/// A stream with nothing to find, and one of which nothing is read where no streams run.
struct Streaming: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] { [StreamEntry(FixtureStream(), Self.file)] }
}
