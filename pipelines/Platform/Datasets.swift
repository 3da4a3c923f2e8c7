import DagDSL

/// Files as they arrive and as Spark leaves them.
enum Lake {
    static let store = Store("lake", uri: "s3://acme-lake")

    static let rawOrders = Dataset<RawOrder>("raw_orders", in: store, path: "raw/orders")
    static let orders = Dataset<Order>("clean_orders", in: store, path: "clean/orders")
}

/// The marts that dbt builds.
enum Warehouse {
    static let store = Store("warehouse", uri: "snowflake://acme/analytics")

    static let orders = Dataset<Order>("fct_orders", in: store, path: "marts/fct_orders")
}

/// The speed layer, written by the stream.
enum Speed {
    static let store = Store("speed", uri: "clickhouse://speed")

    static let orders = Dataset<Order>("speed_orders", in: store, path: "default/orders", table: "speed.orders")
}

/// An order as the stream delivers it, at least once.
struct RawOrder: Schema {
    let orderID = Column<String>("order_id")
    let customerID = Column<Int>("customer_id")
    let country = Column<String>("country")
    let amount = Column<DecimalNumber>("amount")
    let orderedAt = Column<Timestamp>("ordered_at")
    let ingestedAt = Column<Timestamp>("ingested_at")
}

/// An order, once.
struct Order: Schema {
    let orderID = Column<String>("order_id")
    let customerID = Column<Int>("customer_id")
    let country = Column<String>("country")
    let amount = Column<DecimalNumber>("amount")
    let orderedAt = Column<Timestamp>("ordered_at")
}
