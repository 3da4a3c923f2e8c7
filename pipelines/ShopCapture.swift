import DagDSL

/// Orders of the shop on their way to the lake and the speed layer, as they are written.
///
/// Shows tables with their keys, what they survive and how fresh they are, and one view over both layers.
struct ShopCapture: DagDSL.Stream {
    let id: StreamID = "shop"
    let summary = "Captures orders and their payments from the shop's database, for the lake and the speed layer."
    let owner: Owner = .dataEngineering
    let database = CapturedDatabase.shop

    /// 20,000 events a second at most, the shop's busiest minute with room for a year's growth.
    let load = StreamLoad(
        .perSecond(20_000), of: .bytes(700), eachPartition: .perSecond(2_500), outage: .hours(6), catchUp: .hours(4))
    let bounds = StreamBounds(late: .minutes(10), fresh: .minutes(1), batchEvery: .days(1), taking: .hours(4))

    var tables: [any AnyCapturedTable] {
        [
            CapturedTable("orders", key: \Order.orderID)
                .shortRows()
                .eventTime(\.orderedAt)
                .archived(in: Lake.archive("orders"))
                .lake(Dataset("lake_orders", in: Lake.store, path: "tables/shop_orders", table: "shop.orders"))
                .speed(Speed.orders)
                .batch(Speed.publishedOrders),
            CapturedTable("payments", key: \Payment.paymentID)
                .shortRows()
                .eventTime(\.paidAt)
                .archived(in: Lake.archive("payments"))
                .lake(Dataset("lake_payments", in: Lake.store, path: "tables/shop_payments", table: "shop.payments"))
                .speed(Speed.payments),
        ]
    }

    /// Of the busiest minute's rate, a day long: an outage of six hours is worked off with time to spare, and older events
    /// are in the archive.
    let topics = TopicSetting(replicas: 3, keeping: .days(1))
    let archive = ArchiveSetting(closingAfter: .seconds(60), records: 20_000)
    let speed = SpeedSetting(keeping: .hours(36))
    let job = SparkStream(.every(.seconds(10)))
        .resources(executors: 4, executorCores: 2, executorMemory: .gibibytes(4))
}

extension CapturedDatabase {
    /// The shop's PostgreSQL database.
    static let shop = CapturedDatabase("shop")
}

extension Lake {
    /// Every change of a table of the shop, in files by date and hour.
    static func archive<Row: Schema>(_ table: Name) -> Dataset<Row> {
        Dataset("archive_\(table)", in: store, path: "archive/shop.public.\(table)")
    }
}

extension Speed {
    /// What the batch layer publishes beside the speed layer, for the view over both.
    static let publishedOrders = Dataset<Order>(
        "published_orders", in: store, path: "serving/orders", table: "serving.orders")
    static let payments = Dataset<Payment>(
        "speed_payments", in: store, path: "default/payments", table: "speed.payments")
}

/// A payment of an order.
struct Payment: Schema {
    let paymentID = Column<String>("payment_id")
    let orderID = Column<String>("order_id")
    let amount = Column<DecimalNumber>("amount").stored(digits: 12, behindPoint: 2).counting("EUR")
    let method = Column<String>("method").nullable
    let paidAt = Column<Timestamp>("paid_at")
}
