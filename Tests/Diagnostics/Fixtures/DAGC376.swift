import DagDSL

struct DAGC376: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(
                FixtureStream().with {
                    $0.tables = [
                        CapturedTable<CapturedOrder>(  // expect: DAGC376
                            "orders", key: \.orderID
                        )
                        .shortRows().formerly(OrderInCents.self)
                    ]
                }, Self.file)
        ]
    }
}

/// What an order was when its amount was in cents.
private struct OrderInCents: Schema {
    let orderID = Column<Int>("order_id")
    let customerID = Column<Int>("customer_id")
    let amount = Column<DecimalNumber>("amount").stored(digits: 12, behindPoint: 2).counting("cent")
    let note = Column<String>("note").nullable
    let orderedAt = Column<Timestamp>("ordered_at")
}
