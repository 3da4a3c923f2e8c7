import DagDSL

/// A table of the shop's database that is copied to the lake.
struct SourceTable {
    let name: Name
    /// Its primary key, in the notation of Spark's `spark.orders.merge.key`.
    let key: Name
    /// Whether a silent hour means that capturing has stopped.
    var isBusy = false
    /// Whether the warehouse keeps every version of a row.
    var keepsHistory = false
    /// Whether it holds personal data.
    var isPersonal = false

    static let all = [
        SourceTable(name: "orders", key: "order_id", isBusy: true, keepsHistory: true),
        SourceTable(name: "order_lines", key: "order_id,line", isBusy: true),
        SourceTable(name: "customers", key: "customer_id", keepsHistory: true, isPersonal: true),
        SourceTable(name: "addresses", key: "address_id", keepsHistory: true, isPersonal: true),
        SourceTable(name: "products", key: "product_id", keepsHistory: true),
        SourceTable(name: "prices", key: "product_id,valid_from", keepsHistory: true),
        SourceTable(name: "stock_levels", key: "warehouse_id,product_id", isBusy: true),
        SourceTable(name: "shipments", key: "shipment_id", isBusy: true),
        SourceTable(name: "payments", key: "payment_id", isBusy: true, isPersonal: true),
        SourceTable(name: "refunds", key: "refund_id"),
    ]
}
