import DagDSL

extension Defect {
    static var rules: [Defect] {
        [
            Defect(
                "a join of a branch wants all arms to succeed", "DAGC040",
                FixturePipeline { sizes("choose") >>> Bash("join", "join orders").runs(when: .allSucceeded) }),
            Defect(
                "data is published behind a task that always runs", "DAGC042",
                FixturePipeline {
                    Bash("extract", "extract orders") >>> Bash("clean_up", "clean up").always()
                        >>> SQLStatement("publish", in: .warehouse, "insert into mart select 1").writes(Data.mart)
                }),
            Defect(
                "a join runs although its branch was skipped", "DAGC044",
                FixturePipeline {
                    Branch("outer", on: "\(.variable(.bucket))", among: Size.self) { size in
                        switch size {
                        case .small: sizes("inner") >>> Bash("join", "join orders").runs(when: .noneFailed)
                        case .large: Bash("skip_it", "skip")
                        }
                    }
                }),
            Defect(
                "a task that depends on the past blocks all runs", "DAGC045",
                FixturePipeline { Bash("load", "load orders").dependsOnPast() }.with { $0.maximumActiveRuns = 1 }),
            Defect(
                "a gate skips the task that should always run", "DAGC046",
                FixturePipeline {
                    ContinueIf("is_open", "\(.variable(.bucket))", is: "open") >>> Bash("load", "load orders")
                        >>> Bash("clean_up", "clean up").always()
                }),
        ]
    }

    private static func sizes(_ id: TaskID) -> Branch {
        Branch(id, on: "\(.variable(.bucket))", among: Size.self) { size in
            switch size {
            case .small: Bash("small_\(id)", "load small")
            case .large: Bash("large_\(id)", "load large")
            }
        }
    }

    static var budgets: [Defect] {
        [
            Defect(
                "the retries take longer than the run may", "DAGC050",
                FixturePipeline { Bash("load", "load orders").retry(.fixed(5, every: .minutes(30))) }
                    .with { $0.runTimeout = .hours(1) }),
            Defect(
                "the tasks may take longer than several intervals", "DAGC051",
                FixturePipeline {
                    Bash("extract", "extract orders").timeout(.hours(1))
                        >>> Bash("load", "load orders").timeout(.hours(1))
                }
                .with {
                    $0.schedule = .every(.minutes(15))
                    $0.maximumActiveRuns = 1
                }),
            Defect(
                "the number of retries is negative", "DAGC052",
                FixturePipeline { Bash("load", "load orders").retry(.fixed(-1, every: .minutes(1))) }),
            Defect(
                "a sensor waits for a week", "DAGC053",
                FixturePipeline { FileSensor("wait", path: "orders.csv", in: .landing) >>> Bash("load", "load orders") }
            ),
            Defect(
                "a sensor pokes for hours on a worker's slot", "DAGC054",
                FixturePipeline {
                    FileSensor("wait", path: "orders.csv", in: .landing).checking(every: .minutes(5), mode: .poke)
                        .givingUp(after: .hours(6))
                }),
            Defect(
                "waiting runs fill the limit of active runs", "DAGC055",
                FixturePipeline { FileSensor("wait", path: "orders.csv", in: .landing).givingUp(after: .hours(12)) }
                    .with {
                        $0.schedule = .hourly()
                        $0.maximumActiveRuns = 1
                    }),
            Defect(
                "no run may be active", "DAGC056",
                FixturePipeline { Bash("load", "load orders") }.with { $0.maximumActiveRuns = 0 }),
        ]
    }

    static var resources: [Defect] {
        [
            Defect(
                "a pool does not exist", "DAGC060",
                FixturePipeline { Bash("load", "load orders").pool(Pool("warehouze")) }),
            Defect(
                "a task takes more slots than its pool has", "DAGC061",
                FixturePipeline { Bash("load", "load orders").pool(.warehouse, slots: 64) }),
            Defect(
                "a connection belongs to another kind of system", "DAGC069",
                FixturePipeline { HTTPCheck("ping", .bus, path: "/health") }),
            Defect(
                "a connection does not exist", "DAGC070",
                FixturePipeline { HTTPCheck("ping", Connection("gatewy", .http), path: "/health") }),
            Defect(
                "a variable does not exist", "DAGC071",
                FixturePipeline { Bash("load", "load \(.variable(Variable("buckett")))") }),
            Defect(
                "the environment has no engine for a store", "DAGC120",
                FixturePipeline { SQLCheck("check", in: Store("speed", uri: "clickhouse://speed"), "select 1") }),
            Defect(
                "Spark executors are sized twice", "DAGC133",
                FixturePipeline {
                    SparkJob("clean", main: "clean.py", reads: Data.raw, writes: Data.clean).resources(executors: 4)
                        .configuration("spark.executor.instances", "16")
                }),
            Defect(
                "a dbt selection method is misspelt", "DAGC130",
                FixturePipeline {
                    DbtBuild("marts", select: .model("tagg:daily"), builds: Data.mart, after: Data.raw)
                }),
        ]
    }
}
