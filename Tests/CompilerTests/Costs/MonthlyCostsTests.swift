import Compiler
import DagDSL
import Diagnostics
import PipelineModel
import Testing

private struct Paid: Pipeline {
    var id: PipelineID = "paid"
    var schedule: Schedule = .daily(at: "02:00", in: .utc)
    var owner: Owner = .team("orders")
    let body: FlowGraph

    init(_ id: PipelineID = "paid", @FlowBuilder _ flow: () -> FlowGraph) {
        self.id = id
        body = flow()
    }

    var flow: some Flow { body }

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

private struct PaidProject: Project {
    let name: Name = "paid"
    // Before the prices, so that the first day of their month has its run.
    let start = Day(2025, 12, 1)
    let environments: [Environment]

    init(_ prices: Prices, _ component: Component, worker: WorkerLimit) {
        environments = [
            Environment(
                "test", orchestrator: .airflow(.v3_3, tree: "/dags"),
                data: DataPlatform(
                    connections: [.cluster, .snow],
                    stores: [StoreSetting(.marts, .snowflake(.snow), root: "s3a://marts")],
                    spark: .kubernetes(
                        .cluster, namespace: "spark", image: "jobs:1", sparkVersion: "4.0.1",
                        applications: "local:///jobs")),
                cluster: .kubernetes(
                    .cluster, namespace: "jobs",
                    installing: Installation(
                        profiles: [Profile("all", memory: .gibibytes(64))], workers: worker,
                        jobs: WorkerLimit(4, memory: .gibibytes(6), cpu: .cores(2)),
                        sync: .gitSync("https://git.example.com/dags.git"))),
                components: [component],
                operations: Operations(
                    team: .team("platform"), runbooks: "https://example.com", series: 100_000, prices: prices))
        ]
    }
}

private struct PaidRow: Schema {
    let key = Column<String>("key")
}

extension Connection {
    fileprivate static let cluster = Connection("cluster", .kubernetes)
    fileprivate static let snow = Connection("snow", .snowflake)
}

extension Store {
    fileprivate static let marts = Store("marts", uri: "snowflake://account/db/public")
}

@Suite struct MonthlyCostsTests {
    private static let prices = Prices(in: "EUR", of: Day(2026, 1, 1), tasksLasting: .minutes(10))
        .processor(hour: 0.04).memory(gibibyteHour: 0.005).storage(gibibyteMonth: 0.10).transfer(gibibyte: 0.09)
        .warehouse(.marts, hour: 3)
    private static let worker = WorkerLimit(4, memory: .gibibytes(1), cpu: .milli(500))

    private static func ranking(
        _ instances: Int = 2, cpu: CPU = .cores(1), memory: Memory = .gibibytes(2), disk: Memory = .gibibytes(10)
    ) -> Component {
        Component.custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1"))
            .scraped(at: ["ranking:9100"]).instances(instances).resources(memory: memory, cpu: cpu).storage(disk)
            .inNamespace("data").stores(at: "/data")
    }

    @Test func `a component costs what its instances ask for in 720 hours`() throws {
        let line = try #require(try costs([]).lines.first)
        #expect(line.subject == .component("ranking"))
        #expect(line.team == "platform")
        // 2 × 1 × 720 h × 0.04, 2 × 2 GiB × 720 h × 0.005, 2 × 10 GiB × 0.10.
        #expect(line.costs[.processor].text == "57.60")
        #expect(line.costs[.memory].text == "14.40")
        #expect(line.costs[.storage].text == "2.00")
        #expect(line.costs.total.text == "74.00")
    }

    @Test func `a pipeline costs what the workers of its runs ask for while they last`() throws {
        let costs = try costs([Paid { Bash("a", "true") >>> Bash("b", "true") }], durations: ["paid": ["a": 1800]])
        let line = try #require(costs.lines.last)
        #expect(line.runs == 30)
        // 30 runs of 30 and 10 min are 20 h of a worker of half a processor and 1 GiB.
        #expect(line.costs[.processor].text == "0.4000")
        #expect(line.costs[.memory].text == "0.1000")
        #expect(line.perRun?.text == "0.0167")
        #expect(costs.total.text == "74.50")
        #expect(costs.teams.map(\.name) == ["orders", "platform"])
        #expect(costs.spent(on: .team("orders")).text == "0.5000")
    }

    @Test func `an engine is paid for while anybody asks it, by all who do`() throws {
        let alone = try costs([Paid("one") { SQLStatement("a", in: .marts, "SELECT 1") }])
        // 30 × 10 min at 3 an hour.
        #expect(alone.lines.last?.costs[.warehouse].text == "15.00")
        let together = try costs([
            Paid("one") { SQLStatement("a", in: .marts, "SELECT 1") },
            Paid("two") { SQLStatement("a", in: .marts, "SELECT 1") },
        ])
        #expect(together.lines.dropFirst().map { $0.costs[.warehouse].text } == ["7.50", "7.50"])
        let apart = try costs([
            Paid("one") { SQLStatement("a", in: .marts, "SELECT 1") },
            Paid("two") { SQLStatement("a", in: .marts, "SELECT 1") }.with {
                $0.schedule = .daily(at: "03:00", in: .utc)
            },
        ])
        #expect(apart.lines.dropFirst().map { $0.costs[.warehouse].text } == ["15.00", "15.00"])
    }

    @Test func `a Spark job costs driver and executors with what lies beside their heaps`() throws {
        let rows = Dataset<PaidRow>("rows", in: .marts, path: "rows")
        let job = SparkJob("s", main: "s.py", writes: rows).resources(
            driverCores: 1, driverMemory: .gibibytes(2), executors: 3, executorCores: 2, executorMemory: .gibibytes(4))
        let line = try #require(try costs([Paid { job }]).lines.last)
        // 5 h of 1 + 3 × 2 processors, and of the worker's half of one.
        #expect(line.costs[.processor].text == "1.50")
        // Two fifths beside each heap: 1.4 × (2 + 3 × 4) GiB, less what is cut of fifths, and the worker's 1.
        #expect(line.costs[.memory].decimal(3) == "0.515")
    }

    @Test func `bytes that were measured cost their transfer`() throws {
        let costs = try costs([Paid { Bash("a", "true") }], moved: ["paid": ["a": 2 << 30]])
        // 30 × 2 GiB × 0.09.
        #expect(costs.lines.last?.costs[.transfer].text == "5.40")
    }

    @Test func `another price or request is another sum`() throws {
        let flow = [Paid { Bash("a", "true") >>> SQLStatement("b", in: .marts, "SELECT 1") }]
        let moved = ["paid": ["a": 1 << 30]]
        let usual = try costs(flow, moved: moved).total
        let otherPrices = [
            Self.prices.processor(hour: 0.041), Self.prices.memory(gibibyteHour: 0.0051),
            Self.prices.storage(gibibyteMonth: 0.11), Self.prices.transfer(gibibyte: 0.091),
            Prices(in: "EUR", of: Day(2026, 1, 1), tasksLasting: .minutes(11)).processor(hour: 0.04)
                .memory(gibibyteHour: 0.005).storage(gibibyteMonth: 0.10).transfer(gibibyte: 0.09)
                .warehouse(.marts, hour: 3),
        ]
        for prices in otherPrices {
            #expect(try costs(flow, prices, moved: moved).total > usual)
        }
        let components = [
            Self.ranking(3), Self.ranking(cpu: .milli(1100)), Self.ranking(memory: .mebibytes(2100)),
            Self.ranking(disk: .gibibytes(11)),
        ]
        for component in components {
            #expect(try costs(flow, component: component, moved: moved).total > usual)
        }
        for worker in [
            WorkerLimit(4, memory: .gibibytes(2), cpu: .milli(500)),
            WorkerLimit(4, memory: .gibibytes(1), cpu: .milli(600)),
        ] {
            #expect(try costs(flow, worker: worker, moved: moved).total > usual)
        }
        #expect(try costs(flow, durations: ["paid": ["b": 700]], moved: moved).total > usual)
    }

    @Test func `what has no price is told`() throws {
        let bare = Prices(in: "EUR", of: Day(2026, 1, 1), tasksLasting: .minutes(10)).processor(hour: 0.04)
        let costs = try costs([Paid { SQLStatement("a", in: .marts, "SELECT 1") }], bare, moved: ["paid": ["a": 1]])
        #expect(
            costs.unpriced == [
                "have no price: memory, storage, what is transferred", "engines without a price an hour: `marts`",
            ])
    }

    @Test func `amounts are exact, and stay at the most there is instead of running over`() {
        #expect(MoneyModel(billionths: 25_000).times(1_000_000, per: 1).text == "25.00")
        #expect(MoneyModel(billionths: 1).times(1, per: 2).billionths == 1)
        #expect(MoneyModel(billionths: .max).times(.max, per: 1).billionths == .max)
        #expect(MoneyModel(billionths: .max).adding(MoneyModel(billionths: 1)).billionths == .max)
        #expect(MoneyModel(billionths: -5_000_000).text == "-0.005000")
        #expect(MoneyModel(billionths: 1_234_567_000_000).text == "1234.57")
        #expect(MoneyModel.zero.text == "0.00")
    }

    private func costs(
        _ pipelines: [Paid], _ prices: Prices = prices, component: Component = ranking(),
        worker: WorkerLimit = worker, durations: [String: [String: Int]] = [:], moved: [String: [String: Int]] = [:]
    ) throws -> MonthlyCosts {
        let project = PaidProject(prices, component, worker: worker)
        let catalog = Catalog(
            project: project, pipelines: pipelines.map { CatalogEntry($0, source: "p.swift", path: "p.swift", line: 1) }
        )
        let (lowered, findings) = ProjectLowering.lower(catalog, for: project.environments[0].model)
        // Nobody is told of anything here, and nothing is installed.
        let (checked, report) = CheckRunner.check(lowered, findings: findings)
        let sound = try #require(checked, "\(report.sorted)")
        return try MonthlyCosts.of(sound, prices.model, durations: durations, moved: moved)
    }
}
