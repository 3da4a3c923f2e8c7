import DagDSL

/// Files as they arrive and as Spark leaves them.
enum Lake {
    static let store = Store("lake", uri: "s3://acme-lake")

    static let rawOrders = Dataset<RawOrder>("raw_orders", in: store, path: "raw/orders")
    static let orders = Dataset<Order>("clean_orders", in: store, path: "clean/orders")
    static let rawEvents = Dataset<ShopEvent>("raw_events", in: store, path: "raw/events")
    static let events = Dataset<ShopEvent>("events", in: store, path: "compacted/events")
    static let customerFeatures = Dataset<CustomerFeature>(
        "customer_features", in: store, path: "features/customers")

    /// The changes of a table of the shop's database, in the order of its log.
    static func changes(of table: Name) -> Dataset<Change> {
        Dataset("changes_\(table)", in: store, path: "changes/\(table)")
    }

    /// The rows of a table of the shop's database, as they stand after the last merge.
    static func copy(of table: Name) -> Dataset<SourceRow> {
        Dataset("copy_\(table)", in: store, path: "copies/\(table)")
    }
}

/// The marts that dbt builds.
enum Warehouse {
    static let store = Store("warehouse", uri: "snowflake://acme/analytics")

    static let orders = Dataset<Order>("fct_orders", in: store, path: "marts/fct_orders")

    /// A table of the shop's database with the warehouse's names and types.
    static func staged(_ table: Name) -> Dataset<SourceRow> {
        Dataset("stg_\(table)", in: store, path: "staging/stg_\(table)")
    }

    /// Every version that a row of a table has had, with the time in which it was valid.
    static func history(of table: Name) -> Dataset<SourceRow> {
        Dataset("snap_\(table)", in: store, path: "history/snap_\(table)")
    }

    /// A table in which personal data is replaced by keyed hashes.
    static func masked(_ table: Name) -> Dataset<SourceRow> {
        Dataset("masked_\(table)", in: store, path: "masked/masked_\(table)")
    }

    /// A mart that people and dashboards query.
    static func mart(_ name: Name) -> Dataset<MartRow> {
        Dataset(name, in: store, path: "marts/\(name)")
    }
}

/// The speed layer, written by the stream.
enum Speed {
    static let store = Store("speed", uri: "clickhouse://speed")

    static let orders = Dataset<Order>("speed_orders", in: store, path: "default/orders", table: "speed.orders")
}

/// The general ledger, the finance team's own PostgreSQL database.
enum Ledger {
    static let store = Store("ledger", uri: "postgres://ledger.example.com/finance")

    static let closedPeriods = Dataset<ClosedPeriod>("closed_periods", in: store, path: "close/closed_periods")
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
    let amount = Column<DecimalNumber>("amount").stored(digits: 12, behindPoint: 2).counting("EUR")
    let orderedAt = Column<Timestamp>("ordered_at")
}

/// Something that a visitor of the shop did.
struct ShopEvent: Schema {
    let eventID = Column<String>("event_id")
    let sessionID = Column<String>("session_id")
    let kind = Column<String>("kind")
    let occurredAt = Column<Timestamp>("occurred_at")
}

/// One entry of the shop database's log.
struct Change: Schema {
    let key = Column<String>("key")
    let operation = Column<String>("operation")
    let logPosition = Column<Int>("log_position")
    let committedAt = Column<Timestamp>("committed_at")
}

/// What all copies of the shop's tables have in common.
struct SourceRow: Schema {
    let key = Column<String>("key")
    let changedAt = Column<Timestamp>("changed_at")
}

/// What all marts have in common.
struct MartRow: Schema {
    let key = Column<String>("key")
    let builtAt = Column<Timestamp>("built_at")
}

/// What the models know about a customer.
struct CustomerFeature: Schema {
    let customerID = Column<Int>("customer_id")
    let ordersLastYear = Column<Int>("orders_last_year")
    let daysSinceOrder = Column<Int>("days_since_order")
    let computedAt = Column<Timestamp>("computed_at")
}

/// A month of a company whose books are closed.
struct ClosedPeriod: Schema {
    let company = Column<String>("company")
    let period = Column<CalendarDay>("period")
    let closedAt = Column<Timestamp>("closed_at")
}
