import DagDSL

/// Holds the lake's tables against the contracts that their producers have signed.
///
/// Shows an operator class of the package with templated arguments, as a task kind of its own; a group class that adds
/// tasks by itself; and a timetable class of the package.
struct DataContracts: Pipeline {
    let id: PipelineID = "data_contracts"
    let title: String? = "Data contracts"
    let summary = "Checks the lake's tables against their contracts, and tells producers what they have broken."
    let schedule: Schedule = .timetable(
        "release_timetable.BetweenReleases", ["first": "2026-01-07", "every_days": 14, "at": "21:30"],
        covering: .instant)
    let owner: Owner = .platform
    let objectives: [Objective] = [.fresh(within: .days(15), severity: .warning)]
    let tags: [Name] = ["contracts", "quality"]
    let maximumActiveRuns: Int? = 1
    let defaults = TaskDefaults(retry: .fixed(1, every: .minutes(10)), timeout: .minutes(30))
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let fetch = Bash("fetch_contracts", "contracts fetch --at '\(.logicalDate)'")
        let streams = OperatorGroup(
            "streams", "orders_python.quality.contracts.StreamContracts",
            ["subjects": ["orders", "events", "payments"], "registry": "schema_registry"],
            connections: [.schemaRegistry])
        let tables = ["orders", "customers", "payments"].map { (table: Name) in
            ContractCheck("check_\(table)", of: table, at: "\(table)/\(.logicalDate(.day)).json")
        }
        let report = Bash("tell_producers", "contracts report --at '\(.logicalDate)'").always()

        fetch >>> Parallel(streams, tables) >>> report
    }
}

/// Holds the lake's copy of a table of the shop against a contract, by its path in the registry.
struct ContractCheck: PipelineTask {
    var declaration: TaskDeclaration

    init(
        _ id: TaskID, of table: Name, at contract: RuntimeString, file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, operator: "orders_python.quality.contracts.ContractCheckOperator",
            [
                "table": "\(table)", "contract": .text(contract),
                "store": "lake_query", "registry": "aws_data",
            ], connections: [.lakeQuery, .aws], file: file, line: line, column: column)
        self = reads(Lake.copy(of: table))
    }
}
