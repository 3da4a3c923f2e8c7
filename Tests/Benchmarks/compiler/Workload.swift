import DagDSL

/// So many pipelines of so many blocks of ten tasks each.
struct Workload {
    enum Content: String {
        /// A task of every kind that a backend has files for.
        case platform
        /// The same, in an environment that is watched.
        case watched
        case shell
        /// One task after the other.
        case chain
        /// Layers, all to all.
        case layers
        /// All tasks side by side between two.
        case fan
        /// A task of dbt for each pipeline, which becomes a task for each model.
        case dbt
    }

    let content: Content
    let pipelines: Int
    let blocks: Int

    init(_ content: Content, _ pipelines: Int, _ blocks: Int) {
        self.content = content
        self.pipelines = pipelines
        self.blocks = blocks
    }

    /// `platform:1000x1`: a thousand pipelines of one block each.
    init?(parsing text: String) {
        let words = text.split(separator: ":")
        let counts = words.last?.split(separator: "x").compactMap { Int($0) } ?? []
        guard words.count == 2, counts.count == 2, let content = Content(rawValue: String(words[0])) else { return nil }
        self.init(content, counts[0], counts[1])
    }

    var tasks: Int { pipelines * blocks * 10 }

    var catalog: Catalog {
        let entries = (0..<pipelines).map { index in
            CatalogEntry(
                pipeline(.number(index)), source: "pipelines/Pipelines.swift", path: "pipelines/Pipelines.swift",
                line: 1)
        }
        let manifests = content == .dbt ? [DbtModelsPipeline.manifest(pipelines: pipelines, models: blocks * 10)] : []
        return Catalog(project: BenchmarkProject(), pipelines: entries, dbtManifests: manifests)
    }

    private func pipeline(_ number: Name) -> any Pipeline {
        switch content {
        case .platform, .watched: BlocksPipeline(number: number, blocks: blocks)
        case .shell: ShellPipeline(number: number, blocks: blocks)
        case .chain: ShapedPipeline(number: number, tasks: blocks * 10, shape: .chain)
        case .layers: ShapedPipeline(number: number, tasks: blocks * 10, shape: .layers)
        case .fan: ShapedPipeline(number: number, tasks: blocks * 10, shape: .fan)
        case .dbt: DbtModelsPipeline(number: number)
        }
    }
}

/// Blocks one after the other; a task of every kind that a backend has files for stands in each.
struct BlocksPipeline: Pipeline {
    let number: Name
    let blocks: Int

    var id: PipelineID { "orders_\(number)" }
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("data-engineering")
    let defaults = TaskDefaults(
        retry: .exponential(3, from: .minutes(1), upTo: .minutes(15)), timeout: .hours(2))

    var flow: some Flow {
        let all = (0..<blocks).map { Block(pipeline: number, number: .number($0)) }
        all
        for (before, after) in zip(all, all.dropFirst()) { before.last >>> after.first }
    }
}

/// Ten tasks: check, clean, build, compare and publish the orders of a day.
struct Block: Flow {
    let first: HTTPCheck
    let last: QualityReport
    let graph: FlowGraph

    init(pipeline: Name, number: Name) {
        let key: Name = "\(pipeline)_\(number)"
        let raw = Dataset<Order>("raw_\(key)", in: .lake, path: "raw/\(key)")
        let clean = Dataset<Order>("clean_\(key)", in: .lake, path: "clean/\(key)")
        let mart = Dataset<Order>("mart_\(key)", in: .lake, path: "mart/\(key)")
        let live = Dataset<Order>("live_\(key)", in: .speed, path: "live/\(key)")

        let gate = HTTPCheck("gate_\(number)", .gateway, path: "/health")
        let fetch = Bash("fetch_\(number)", "fetch --from '\(.windowStart)' --to '\(.windowEnd)' --part \(number)")
        let quality = DataQualityCheck(
            "quality_\(number)", of: raw, during: \.orderedAt,
            rules: [.notNull(\.orderID), .unique(\.orderID), .freshness(of: \.orderedAt, within: .hours(26))])
        let spark = SparkJob("clean_\(number)", main: "clean_orders.py", reads: quality.checked, writes: clean)
            .resources(driverMemory: .gibibytes(1), executors: 2)
        let dbt = DbtBuild("build_\(number)", select: .tag("daily"), builds: mart, after: spark.output)
        let compare = Reconciliation(
            "compare_\(number)", speed: live, batch: dbt.output, per: .hour(of: \.orderedAt),
            comparing: [.count, .sum(\.amount), .keys(\.orderID)],
            critical: .discrepancy(above: .percent(10)))
        let index = SQLStatement("index_\(number)", in: .speed, "optimize table speed.orders_\(key) final")
        let rows = SQLCheck("rows_\(number)", in: .speed, "select count(*) > 0 from speed.orders")
            .retry(.fixed(2, every: .seconds(30)))
        let export = Bash("export_\(number)", "export --day '\(.logicalDate)'")
        let report = QualityReport("report_\(number)", of: quality, compare).always()

        first = gate
        last = report
        graph =
            Parallel(
                gate >>> fetch >>> quality >>> spark >>> dbt >>> compare >>> report,
                spark >>> Parallel(index, rows) >>> export >>> report
            ).graph
    }
}

extension Name {
    /// Five digits.
    static func number(_ value: Int) -> Name {
        let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        let places = [10_000, 1_000, 100, 10, 1]
        return places.reduce("") { name, place in "\(name)\(digits[value / place % 10])" }
    }
}
