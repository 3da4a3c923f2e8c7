import DagDSL

/// A job that reaches its engine by a connection.
struct Secretive: Pipeline {
    let id: PipelineID = "secretive"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        DataQualityCheck(
            "check", of: Dataset<Total>("totals", in: .database, path: "totals"), rules: [.notNull(\.country)])
    }
}
