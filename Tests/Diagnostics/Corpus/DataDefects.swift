import DagDSL

extension Defect {
    static var data: [Defect] {
        [
            Defect(
                "a sensor waits for a task that does not exist", "DAGC090", orders,
                FixturePipeline("report") {
                    ExternalTaskSensor("wait", of: orders, task: "laod").givingUp(after: .hours(2))
                }),
            Defect(
                "a trigger starts a pipeline that does not exist", "DAGC090",
                FixturePipeline("report") { PipelineTrigger("start", of: orders) }),
            Defect(
                "a sensor waits for a run of another hour", "DAGC091", orders,
                FixturePipeline("report") {
                    ExternalTaskSensor("wait", of: orders, offset: .hours(1)).givingUp(after: .hours(2))
                }
                .with { $0.schedule = .daily(at: "06:00", in: .utc) }),
            Defect(
                "a weekly pipeline waits for a daily one and does not say for which run", "DAGC091", orders,
                FixturePipeline("report") { ExternalTaskSensor("wait", of: orders).givingUp(after: .hours(2)) }
                    .with { $0.schedule = .weekly(on: .monday, at: "06:00", in: .utc) }),
            Defect(
                "two pipelines start each other by datasets", "DAGC092",
                FixturePipeline("first") { SQLStatement("load", in: .warehouse, "select 1").writes(Data.clean) }
                    .with { $0.schedule = .onUpdate(of: .dataset(Data.mart)) },
                FixturePipeline("second") { SQLStatement("load", in: .warehouse, "select 1").writes(Data.mart) }
                    .with { $0.schedule = .onUpdate(of: .dataset(Data.clean)) }),
            Defect(
                "two pipelines wait for each other", "DAGC092",
                FixturePipeline("orders") {
                    ExternalTaskSensor("wait", of: FixturePipeline("report") { Skip() }).givingUp(after: .hours(2))
                },
                FixturePipeline("report") { ExternalTaskSensor("wait", of: orders).givingUp(after: .hours(2)) }),
            Defect(
                "a pipeline is started by a dataset that nobody writes", "DAGC093",
                FixturePipeline { Bash("load", "load orders") }.with { $0.schedule = .onUpdate(of: .dataset(Data.raw)) }
            ),
            Defect(
                "two pipelines write one dataset", "DAGC095",
                FixturePipeline("first") { SQLStatement("load", in: .warehouse, "select 1").writes(Data.mart) },
                FixturePipeline("second") { SQLStatement("load", in: .warehouse, "select 2").writes(Data.mart) }),
            Defect(
                "a Snowflake URI lacks its schema", "DAGC096",
                FixturePipeline {
                    SQLStatement("load", in: .warehouse, "select 1")
                        .writes(Dataset<Row>("orders", in: Store("snow", uri: "snowflake://acme/db"), path: "orders"))
                }),
            Defect(
                "a dataset URI ends in a slash", "DAGC098",
                FixturePipeline {
                    SQLStatement("load", in: .warehouse, "select 1")
                        .writes(Dataset<Row>("orders", in: .lake, path: "orders/"))
                }),
            Defect(
                "two datasets have one URI", "DAGC099",
                FixturePipeline {
                    SQLStatement("load", in: .warehouse, "select 1").writes(Data.mart)
                        >>> SQLStatement("copy", in: .warehouse, "select 2")
                        .writes(Dataset<Row>("mart_copy", in: .warehouse, path: "mart"))
                }),
            Defect(
                "two pipelines build the same dbt models", "DAGC132",
                FixturePipeline("first") {
                    DbtBuild("marts", select: .tag("daily"), builds: Data.mart, after: Data.raw)
                },
                FixturePipeline("second") {
                    DbtBuild("marts", select: .tag("daily"), builds: Data.clean, after: Data.raw)
                }),
            Defect(
                "a reconciliation compares an empty window", "DAGC140",
                FixturePipeline { reconciliation(warn: 1) }.with {
                    $0.schedule = .every(.minutes(5), covering: .instant)
                }),
            Defect(
                "a reconciliation of days runs every hour", "DAGC141",
                FixturePipeline { reconciliation(warn: 1, daily: true) }.with { $0.schedule = .hourly() }),
            Defect(
                "a reconciliation warns above its critical threshold", "DAGC142",
                FixturePipeline { reconciliation(warn: 30) }),
            Defect(
                "a reconciliation does not wait for the batch layer", "DAGC143",
                FixturePipeline {
                    let job = SparkJob("clean", main: "clean.py", reads: Data.raw, writes: Data.clean)
                    Bash("start", "start") >>> Parallel(job, reconciliation(warn: 1))
                }),
            Defect(
                "a rule of a quality check holds for all data", "DAGC144",
                FixturePipeline { DataQualityCheck("check", of: Data.clean, rules: [.rowCount(atLeast: 0)]) }),
        ]
    }

    private static var orders: FixturePipeline { FixturePipeline("orders") { Bash("load", "load orders") } }

    private static func reconciliation(warn: Int, daily: Bool = false) -> Reconciliation {
        Reconciliation(
            "compare", speed: Data.mart, batch: Data.clean, per: daily ? .day(of: \.time) : .hour(of: \.time),
            comparing: [.count, .keys(\.key)], warn: .discrepancy(above: .percent(warn)),
            critical: .discrepancy(above: .percent(10)))
    }
}
