import DagDSL

struct DAGC161: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let news = Data.raw.watched(
            by: .trigger("news", "acme.News", ["since": "\(.logicalDate)", "topic": "orders"]))
        return [
            CatalogEntry(
                FixturePipeline { Empty("load") }.with {
                    $0.schedule = .timetable(  // expect: DAGC161
                        "acme.Close", ["day": ["\(.windowStart)"], "market": "XETR"], covering: .instant)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("watched") { Empty("load") }.with {
                    $0.schedule = .onUpdate(of: .dataset(news))  // expect: DAGC161
                }, Self.file),
        ]
    }
}
