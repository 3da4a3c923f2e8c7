import DagDSL

/// A pipeline for each table of the shop's database whose changes are captured.
struct ChangeCapture: PipelineFamily {
    var pipelines: [any Pipeline] { SourceTable.all.map(TableCapture.init) }
}

/// Merges the changes of one table into its copy in the lake.
struct TableCapture: Pipeline {
    let table: SourceTable

    var id: PipelineID { "capture_\(table.name)" }
    var title: String? { "Capture of \(table.name)" }
    let summary = "Merges six hours of captured changes of a table of the shop's database into its copy in the lake."
    let schedule: Schedule = .cron("10 */6 * * *")
    let owner: Owner = .dataEngineering
    var tags: [Name] { ["capture", table.name] }
    // Merges of one table must see its changes in the order of the log.
    let maximumActiveRuns: Int? = 1
    let catchUp = true
    let defaults: TaskDefaults = .dataEngineering
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let changes = Lake.changes(of: table.name)
        let connector = HTTPSensor(
            "connector_is_running", .captureConnect, path: "/connectors/shop-\(table.name)/status",
            answerContains: "RUNNING"
        )
        .checking(every: .minutes(1)).givingUp(after: .minutes(20))
        let check = DataQualityCheck("check_changes", of: changes, during: \.committedAt, rules: rules)
        let merge = SparkJob(
            "merge_changes", main: "merge_changes.py", reads: check.checked, writes: Lake.copy(of: table.name)
        )
        .configuration("spark.orders.merge.key", table.key)
        .resources(executors: table.isBusy ? 4 : 1, executorMemory: .gibibytes(4))
        let keys = DataQualityCheck("check_copy", of: merge.output, rules: [.notNull(\.key), .unique(\.key)])

        connector >>> check >>> merge >>> keys
    }

    private var rules: [Rule<Change>] {
        [.notNull(\.key), .notNull(\.operation), .unique(\.logPosition)]
            + (table.isBusy ? [.rowCount(atLeast: 1), .freshness(of: \.committedAt, within: .minutes(30))] : [])
    }
}
