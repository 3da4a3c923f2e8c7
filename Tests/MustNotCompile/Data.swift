import DagDSL

// Data that does not fit together.

struct Row: Schema {
    let key = Column<String>("key")
    let amount = Column<DecimalNumber>("amount")
    let time = Column<Timestamp>("time")
}

struct Other: Schema {
    let key = Column<String>("key")
}

let store = Store("store", uri: "s3://store")
let rows = Dataset<Row>("rows", in: store, path: "rows")
let others = Dataset<Other>("others", in: store, path: "others")
let spark = SparkJob("spark", main: "job.py", reads: rows, writes: others)

struct WrongData {
    let misspelt = DataQualityCheck("a", of: rows, rules: [.unique(\.key), .notNull(\.kee)])  // error: no member 'kee'
    let field = DataQualityCheck(
        "b", of: others,
        rules: [.unique(\.key), .notNull(\.amount)])  // error: no member 'amount'
    let bounds = DataQualityCheck("c", of: rows, rules: [.between(\.key, 1...2)])  // error: 'NumericColumnValue'
    let during = DataQualityCheck("d", of: rows, during: \.amount, rules: [])  // error: cannot convert value
    let sum = Reconciliation(
        "e", speed: rows, batch: rows, per: .hour(of: \.time),
        comparing: [.sum(\.key)],  // error: 'NumericColumnValue'
        critical: .discrepancy(above: .percent(1)))
    let sides = Reconciliation(  // error: requires the types 'Row' and 'Other' be equivalent
        "f", speed: rows, batch: others, per: .hour(of: \.time), comparing: [.count],
        critical: .discrepancy(above: .percent(1)))
    let share = Reconciliation(
        "g", speed: rows, batch: rows, per: .hour(of: \.time), comparing: [.count],
        critical: .discrepancy(above: 10))  // error: argument type 'Percent'
    let output = DataQualityCheck(
        "h", of: spark.output,
        rules: [.rowCount(atLeast: 1), .unique(\.amount)])  // error: no member 'amount'
    let noData = SparkJob("i", main: "job.py", reads: Empty("x"), writes: rows)  // error: 'DatasetSource'
    let noOutput = Bash("j", "true").output  // error: no member 'output'
}
