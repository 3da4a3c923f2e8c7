import DagDSL

/// Builds the warehouse of a day: every table of the shop staged and checked, then the marts of each area.
struct WarehouseBuild: Pipeline {
    let id: PipelineID = "warehouse_build"
    let title: String? = "Warehouse build"
    let summary = "Stages the shop's tables, keeps their history, masks personal data and builds the marts."
    let schedule: Schedule = .daily(at: "04:00", in: .utc)
    let owner: Owner = .analytics
    let tags: [Name] = ["warehouse", "dbt"]
    let maximumActiveRuns: Int? = 1
    let maximumActiveTasks: Int? = 12
    let runTimeout: Duration? = .hours(12)
    let defaults: TaskDefaults = .analytics
    let notifications: [Notification] = [
        .onFailure(.slack(.dataAlerts), saying: "The warehouse of \(.windowEnd) is not built: \(.runID)"),
        .onFailure(.pagerDuty(.dataPager)),
    ]

    var flow: some Flow {
        let orders = ExternalTaskSensor("orders_are_clean", of: DailyBatchProcessing(), task: "dbt_run")
            .deferred().givingUp(after: .hours(3)).withoutTimeout().withoutPool()
        let staging = Group("staging", tooltip: "The shop's tables, renamed, typed and checked") {
            for table in SourceTable.all { stage(table) }
        }
        let marts = Mart.Area.allCases.map { area in
            Group(area.id, tooltip: area.purpose) {
                for mart in Mart.all where mart.area == area { build(mart) }
            }
        }
        let documentation = Bash("publish_documentation", "warehouse-docs publish --for '\(.windowEnd)'")
            .withoutPool()

        orders >>> staging >>> marts >>> documentation
    }

    /// Stages a table; keeps its history and masks its personal data where the table asks for it.
    @FlowBuilder private func stage(_ table: SourceTable) -> FlowGraph {
        let stage = DbtBuild(
            "stage_\(table.name)", select: .model("stg_\(table.name)"), builds: Warehouse.staged(table.name),
            after: Lake.copy(of: table.name))
        let check = DataQualityCheck(
            "check_\(table.name)", of: stage.output, rules: [.notNull(\.key), .unique(\.key)])

        stage >>> check
        if table.keepsHistory {
            DbtBuild(
                "keep_history_of_\(table.name)", select: .model("snap_\(table.name)"),
                builds: Warehouse.history(of: table.name), after: check.checked)
        }
        if table.isPersonal {
            DbtBuild(
                "mask_\(table.name)", select: .model("masked_\(table.name)"),
                builds: Warehouse.masked(table.name), after: check.checked
            )
            .priority(10)
        }
    }

    /// Builds a mart and checks its grain.
    private func build(_ mart: Mart) -> FlowGraph {
        let dataset = Warehouse.mart(mart.name)
        var build = DbtBuild(
            "build_\(mart.name)", select: .model(mart.name), builds: dataset, after: Warehouse.staged(mart.source))
        if mart.isLarge { build = build.timeout(.hours(2)) }
        let check = DataQualityCheck("check_\(mart.name)", of: build.output, rules: [.notNull(\.key), .unique(\.key)])
        return build >>> check
    }
}

/// A mart of the warehouse.
private struct Mart {
    enum Area: CaseIterable {
        case sales, logistics, finance

        var id: TaskID {
            switch self {
            case .sales: "sales_marts"
            case .logistics: "logistics_marts"
            case .finance: "finance_marts"
            }
        }

        var purpose: String {
            switch self {
            case .sales: "What is sold, to whom and for how much"
            case .logistics: "What lies where, and when it arrives"
            case .finance: "What was paid, and what was given back"
            }
        }
    }

    let name: Name
    let area: Area
    /// The staged table that gives the mart its grain.
    let source: Name
    var isLarge = false

    static let all = [
        Mart(name: "fct_order_lines", area: .sales, source: "order_lines", isLarge: true),
        Mart(name: "dim_customers", area: .sales, source: "customers"),
        Mart(name: "dim_products", area: .sales, source: "products"),
        Mart(name: "fct_price_changes", area: .sales, source: "prices"),
        Mart(name: "fct_stock_levels", area: .logistics, source: "stock_levels", isLarge: true),
        Mart(name: "fct_shipments", area: .logistics, source: "shipments"),
        Mart(name: "fct_payments", area: .finance, source: "payments"),
        Mart(name: "fct_refunds", area: .finance, source: "refunds"),
    ]
}
