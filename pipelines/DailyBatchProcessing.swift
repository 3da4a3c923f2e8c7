import DagDSL

/// The batch layer: cleans yesterday's orders, rebuilds the marts and holds them against the speed layer.
struct DailyBatchProcessing: Pipeline {
    let id: PipelineID = "daily_batch_processing"
    let title: String? = "Daily batch processing"
    let summary = "Cleans the orders of a day, builds the marts and compares them with the speed layer."
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .dataEngineering
    let tags: [Name] = ["batch", "orders"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(20)
    let defaults = TaskDefaults(
        retry: .exponential(3, from: .minutes(1), upTo: .minutes(15)), timeout: .hours(2))
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]
    let objectives: [Objective] = [
        .fresh(Warehouse.orders, within: .hours(28)),
        .onTime(by: "06:00", in: "Europe/Berlin", warning: .hours(1)),
        .runsDoNotFail(),
        .runsSucceed(atLeast: 13, ofLast: 14),
    ]
    let suppressions: [Suppression] = [
        .suppress(.DAGC444, because: "On AWS the alarm of freshness tells of a late run, some hours later.")
    ]

    var flow: some Flow {
        let quality = DataQualityCheck(
            "data_quality_check", of: Lake.rawOrders, during: \.orderedAt,
            rules: [
                .rowCount(atLeast: 1_000), .notNull(\.orderID), .freshness(of: \.orderedAt, within: .hours(26)),
            ])
        let spark = SparkJob(
            "spark_batch_job", main: "clean_orders.py", reads: quality.checked, writes: Lake.orders
        )
        .resources(driverMemory: .gibibytes(1))
        let dbt = DbtBuild("dbt_run", select: .tag("daily"), builds: Warehouse.orders, after: spark.output)
        let reconcile = Reconciliation(
            "lambda_reconciliation", speed: Speed.orders, batch: dbt.output, per: .hour(of: \.orderedAt),
            comparing: [.count, .sum(\.amount), .keys(\.orderID)],
            warn: .discrepancy(above: .percent(1)), critical: .discrepancy(above: .percent(10))
        )
        .readingLastVersions(of: .speed)
        let report = QualityReport("quality_report", of: quality, spark, dbt, reconcile).always()

        quality >>> spark >>> dbt >>> reconcile >>> report
    }
}
