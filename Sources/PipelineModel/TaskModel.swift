/// One unit of work.
package struct TaskModel: Hashable, Sendable, Codable {
    package var id: String
    /// The path of ids from the root, joined by dots.
    package var path: String
    package var kind: TaskKind
    package var policies: TaskPolicies
    /// Nil lets the compiler choose: all must succeed, or after a branch, none may fail.
    package var rule: TriggerRule?
    /// What the task does for the tasks around it.
    package var role: TaskRole
    package var title: String?
    package var reads: [DatasetModel]
    package var writes: [DatasetModel]
    package var documentation: String?
    package var suppressions: [SuppressionModel]

    package init(id: String, kind: TaskKind) {
        self.id = id
        self.path = id
        self.kind = kind
        self.policies = TaskPolicies()
        self.role = .work
        self.reads = []
        self.writes = []
        self.suppressions = []
    }
}

/// What a task does for others: most do work, some make and clear away what the work needs.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/howto/setup-and-teardown.html
package enum TaskRole: Hashable, Sendable, Codable {
    case work
    case setup
    /// Runs once its setups have succeeded and the work between has ended, however it ended.
    case teardown(setups: [String], failsRun: Bool)
}

/// What a task does. The list is closed: a new kind makes every backend answer before it builds.
package enum TaskKind: Hashable, Sendable, Codable {
    case quality(QualityCheckModel)
    case spark(SparkJobModel)
    case dbt(DbtBuildModel)
    case reconciliation(ReconciliationModel)
    case report(QualityReportModel)
    case http(HTTPCheckModel)
    case sqlCheck(SQLCheckModel)
    case bash(BashModel)
    case empty(EmptyModel)
    case branch(BranchModel)
    case gate(GateModel)

    /// What the kind says about itself.
    package var facts: any KindModel {
        switch self {
        case .quality(let model): model
        case .spark(let model): model
        case .dbt(let model): model
        case .reconciliation(let model): model
        case .report(let model): model
        case .http(let model): model
        case .sqlCheck(let model): model
        case .bash(let model): model
        case .empty(let model): model
        case .branch(let model): model
        case .gate(let model): model
        }
    }
}

/// When a task may start, seen from its direct upstream tasks.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/dags.html#trigger-rules
package enum TriggerRule: String, Hashable, Sendable, Codable, CaseIterable {
    case allSuccess = "all_success"
    case allDone = "all_done"
    case allFailed = "all_failed"
    case oneSuccess = "one_success"
    case oneFailed = "one_failed"
    case oneDone = "one_done"
    case noneFailed = "none_failed"
    case noneSkipped = "none_skipped"
    case noneFailedMinOneSuccess = "none_failed_min_one_success"

    /// Whether a task with this rule can succeed although an upstream task failed, and so hide it from the run.
    package var hidesUpstreamFailure: Bool {
        switch self {
        case .allDone, .allFailed, .oneSuccess, .oneFailed, .oneDone: true
        case .allSuccess, .noneFailed, .noneSkipped, .noneFailedMinOneSuccess: false
        }
    }
}
