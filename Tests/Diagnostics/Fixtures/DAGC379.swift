import DagDSL

struct DAGC379: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    /// The second one's records alone would have room, but not with what is being sent of each open file.
    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC379
                FixtureStream().with { $0.archive = ArchiveSetting(closingAfter: .hours(2)) }, Self.file),
            StreamEntry(  // expect: DAGC379
                FixtureStream().with {
                    $0.id = "again"
                    $0.tables = [
                        CapturedTable<CapturedOrder>("orders", key: \.orderID).shortRows()
                            .archived(
                                in: Dataset("changes_again", in: Captured.lake, path: "changes/again.public.orders"))
                    ]
                    $0.load = StreamLoad(
                        .perSecond(10_000), of: .bytes(600), eachPartition: .perSecond(400), outage: .hours(6),
                        catchUp: .hours(2))
                    $0.archive = ArchiveSetting(records: 40_000)
                }, Self.file),
        ]
    }
}
