import DagDSL

/// Orders that other marketplaces take for the shop: written by the hour, gathered by day and week, settled when they
/// say so.
private enum Marketplace {
    static let orders = Dataset<Order>("marketplace_orders", in: Lake.store, path: "marketplace/orders")
        .described(by: ["partition": "hour, as 2026-01-31T02", "contact": "marketplaces@example.com"])
    static let days = Dataset<Order>("marketplace_days", in: Lake.store, path: "marketplace/days")

    /// Statements of what the marketplaces have paid. Most send a message with each; one has to be asked.
    static let statements = Dataset<Order>("marketplace_statements", in: Lake.store, path: "marketplace/statements")
        .described(by: ["contact": "treasury@example.com"])
        .watched(
            by: .sqs(
                "statement_arrived", queue: "https://sqs.eu-central-1.amazonaws.com/100000000001/statements", .aws,
                region: "eu-central-1"),
            .trigger(
                "statement_waits", "airflow.providers.http.triggers.http.HttpEventTrigger",
                [
                    "http_conn_id": "plaza_marketplace", "endpoint": "/statements/untold", "poll_interval": 300.0,
                    "response_check_path": "orders_python.landing.statements.is_waiting",
                ], connections: [.plaza]))

    static let defaults = TaskDefaults(retry: .exponential(4, from: .minutes(1), upTo: .minutes(20)))
}

/// Loads the hour before the last one, which the marketplaces have complete by then.
///
/// Shows a timed schedule that names partitions (Airflow 3.2), with texts that are about the partition.
struct MarketplaceHours: Pipeline {
    let id: PipelineID = "marketplace_hours"
    let title: String? = "Marketplace orders of an hour"
    let summary = "Loads an hour of the orders that marketplaces took."
    let schedule: Schedule = .hourly(at: 20).partitioned(by: "%Y-%m-%dT%H", offset: -1)
    let owner: Owner = .dataEngineering
    let tags: [Name] = ["marketplace", "orders"]
    let defaults = Marketplace.defaults
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let marketplaces: [Name] = ["north", "plaza", "bazaar"]
        let fetch = marketplaces.map { marketplace in
            GlueJob(
                "fetch_\(marketplace)", job: "marketplace-orders",
                arguments: ["--marketplace": "\(marketplace)", "--hour": "\(.partitionKey)"], .aws, deferred: true)
        }
        let merge = SparkJob("merge_orders", main: "merge_marketplace_orders.py", writes: Marketplace.orders)

        fetch >>> merge
    }
}

/// Puts a day together as soon as its hours are there, or all but one: a marketplace is always late.
///
/// Shows partitions gathered into a larger one, and a deadline that is counted from the moment at which a run was
/// queued, since a run on partitions has no scheduled time.
struct MarketplaceDays: Pipeline {
    let id: PipelineID = "marketplace_days"
    let title: String? = "Marketplace orders of a day"
    let summary = "Puts the hours of a day together and checks them."
    let schedule: Schedule = .onUpdate(
        of: .dataset(Marketplace.orders, partitions: .gathered(into: .day, waitingFor: .allBut(1))))
    let owner: Owner = .dataEngineering
    let objectives: [Objective] = [.fresh(within: .hours(30))]
    let tags: [Name] = ["marketplace", "orders"]
    let defaults = Marketplace.defaults
    let deadline: Deadline? = .within(.hours(2), of: .queued, else: .slack(.dataAlerts))

    var flow: some Flow {
        SparkJob("put_day_together", main: "marketplace_day.py", reads: Marketplace.orders, writes: Marketplace.days)
            >>> DataQualityCheck("check_day", of: Marketplace.days, rules: [.unique(\.orderID), .notNull(\.amount)])
    }
}

/// Tells each marketplace's account manager of the week as it grows.
///
/// Shows a run for each period of which any partition was written.
struct MarketplaceWeeks: Pipeline {
    let id: PipelineID = "marketplace_weeks"
    let title: String? = "Marketplace report of a week"
    let summary = "Renews the week's report with each day that was put together."
    let schedule: Schedule = .onUpdate(
        of: .dataset(Marketplace.days, partitions: .start(of: .week, in: "Europe/Berlin")))
    let owner: Owner = .analytics
    let objectives: [Objective] = [.fresh(within: .days(9), severity: .warning)]
    let tags: [Name] = ["marketplace", "reports"]
    let defaults = Marketplace.defaults

    var flow: some Flow {
        Bash("renew_report", "marketplace-report renew --week '\(.partitionKey)'")
    }
}

/// Books what marketplaces have paid, whenever one of their statements arrives.
///
/// Shows a pipeline that stops everything at its first failure; a dataset whose updates come from outside, by watchers
/// with triggers of their own (Airflow 3), and extras that say whom to ask.
struct MarketplaceSettlement: Pipeline {
    let id: PipelineID = "marketplace_settlement"
    let title: String? = "Marketplace settlement"
    let summary = "Books the statements of marketplaces as they arrive."
    let schedule: Schedule = .onUpdate(of: .dataset(Marketplace.statements))
    let owner: Owner = .finance
    let objectives: [Objective] = [.fresh(within: .days(9), severity: .warning)]
    let tags: [Name] = ["marketplace", "finance"]
    let maximumActiveRuns: Int? = 1
    let defaults: TaskDefaults = .finance
    // Nothing is booked behind a statement that could not be read whole.
    let criticality: Criticality? = .critical
    let notifications: [Notification] = [.onFailure(.pagerDuty(.dataPager))]
    let deadline: Deadline? = .within(.minutes(20), of: .averageEnd(ofLast: 20), else: .slack(.financeAlerts))

    var flow: some Flow {
        let read = LambdaCall("read_statement", function: "read-statements", payload: ["run": "\(.runID)"], .aws)
        let book = SQLStatement(
            "book_statement", in: Ledger.store, "call payments.book_statement(%(statement)s)",
            parameters: ["statement": .result(read.answer)])

        read >>> book
    }
}
