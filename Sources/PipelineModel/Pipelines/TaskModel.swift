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
    package var mapping: MappingModel?
    /// The items of the mapped group around it.
    package var groupItems: MappedItems?
    /// How many of its instances may be active at once, by the mapped group around it.
    package var groupLimit: Int?
    package var reads: [DatasetModel]
    package var writes: [DatasetModel]
    /// The aliases to which it attaches datasets that are known only when it runs.
    package var aliases: [String] = []
    package var documentation: String?
    /// Whether failures right before it need not show in the state of the run.
    package var bearsFailures: Bool?
    /// The path that it had before.
    package var renamedFrom: String?
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

extension TaskModel {
    /// Whether it is a class that adds tasks of its own.
    package var isGroupClass: Bool {
        if case .custom(let model) = kind { model.isGroup } else { false }
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
///
/// Indirect, since tasks are copied often and some kinds are large.
package indirect enum TaskKind: Hashable, Sendable, Codable {
    case quality(QualityCheckModel)
    case spark(SparkJobModel)
    case dbt(DbtBuildModel)
    case reconciliation(ReconciliationModel)
    case report(QualityReportModel)
    case http(HTTPCheckModel)
    case watch(WatchModel)
    case sqlCheck(SQLCheckModel)
    case bash(BashModel)
    case empty(EmptyModel)
    case branch(BranchModel)
    case gate(GateModel)
    case sql(SQLStatementModel)
    case httpRequest(HTTPRequestModel)
    case python(PythonCallModel)
    case container(ContainerModel)
    case glue(GlueJobModel)
    case glueCrawler(GlueCrawlerModel)
    case lambda(LambdaModel)
    case emrStep(EMRStepModel)
    case emrServerless(EMRServerlessModel)
    case stateMachine(StateMachineModel)
    case trigger(PipelineTriggerModel)
    case sensor(SensorModel)
    case message(MessageModel)
    case human(HumanInputModel)
    case outcome(OutcomeModel)
    case review(ReviewModel)
    case marker(MarkerModel)
    case custom(OperatorModel)

    /// What the kind says about itself.
    package var facts: any KindModel {
        switch self {
        case .quality(let model): model
        case .spark(let model): model
        case .dbt(let model): model
        case .reconciliation(let model): model
        case .report(let model): model
        case .http(let model): model
        case .watch(let model): model
        case .sqlCheck(let model): model
        case .bash(let model): model
        case .empty(let model): model
        case .branch(let model): model
        case .gate(let model): model
        case .sql(let model): model
        case .httpRequest(let model): model
        case .python(let model): model
        case .container(let model): model
        case .glue(let model): model
        case .glueCrawler(let model): model
        case .lambda(let model): model
        case .emrStep(let model): model
        case .emrServerless(let model): model
        case .stateMachine(let model): model
        case .trigger(let model): model
        case .sensor(let model): model
        case .message(let model): model
        case .human(let model): model
        case .outcome(let model): model
        case .review(let model): model
        case .marker(let model): model
        case .custom(let model): model
        }
    }

    /// The class of the orchestrator that the author names.
    package var customOperator: OperatorModel? {
        switch self {
        case .custom(let model): model
        case .sensor(let sensor): if case .custom(let model) = sensor.condition { model } else { nil }
        case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty, .branch, .gate,
            .sql, .httpRequest, .python, .container, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless,
            .stateMachine, .trigger, .message, .human, .outcome, .review, .marker:
            nil
        }
    }

    /// The function of the author's that does the work, or decides.
    package var pythonCall: PythonCallModel? {
        switch self {
        case .python(let call): call
        case .branch(let branch): branch.call
        case .gate(let gate): gate.call
        case .sensor(let sensor): sensor.pythonCall
        case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty, .sql,
            .httpRequest, .container, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine, .trigger,
            .message, .human, .outcome, .review, .marker, .custom:
            nil
        }
    }

    /// Visits every text that may hold something of the run.
    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        func visited<Model: KindModel>(_ model: Model) -> Model {
            var copy = model
            copy.visitTexts(visit)
            return copy
        }
        switch self {
        case .quality(let model): self = .quality(visited(model))
        case .spark(let model): self = .spark(visited(model))
        case .dbt(let model): self = .dbt(visited(model))
        case .reconciliation(let model): self = .reconciliation(visited(model))
        case .report(let model): self = .report(visited(model))
        case .http(let model): self = .http(visited(model))
        case .watch(let model): self = .watch(visited(model))
        case .sqlCheck(let model): self = .sqlCheck(visited(model))
        case .bash(let model): self = .bash(visited(model))
        case .empty(let model): self = .empty(visited(model))
        case .branch(let model): self = .branch(visited(model))
        case .gate(let model): self = .gate(visited(model))
        case .sql(let model): self = .sql(visited(model))
        case .httpRequest(let model): self = .httpRequest(visited(model))
        case .python(let model): self = .python(visited(model))
        case .container(let model): self = .container(visited(model))
        case .glue(let model): self = .glue(visited(model))
        case .glueCrawler(let model): self = .glueCrawler(visited(model))
        case .lambda(let model): self = .lambda(visited(model))
        case .emrStep(let model): self = .emrStep(visited(model))
        case .emrServerless(let model): self = .emrServerless(visited(model))
        case .stateMachine(let model): self = .stateMachine(visited(model))
        case .trigger(let model): self = .trigger(visited(model))
        case .sensor(let model): self = .sensor(visited(model))
        case .message(let model): self = .message(visited(model))
        case .human(let model): self = .human(visited(model))
        case .outcome(let model): self = .outcome(visited(model))
        case .review(let model): self = .review(visited(model))
        case .marker(let model): self = .marker(visited(model))
        case .custom(let model): self = .custom(visited(model))
        }
    }
}

/// When a task may start, seen from its direct upstream tasks.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/dags.html#trigger-rules
package enum TriggerRule: String, Hashable, Sendable, Codable, CaseIterable {
    case allSuccess = "all_success"
    case allDone = "all_done"
    /// All have ended, none was skipped and one has succeeded. Not every orchestrator has it.
    case allDoneMinOneSuccess = "all_done_min_one_success"
    case allFailed = "all_failed"
    case allSkipped = "all_skipped"
    /// At once, whatever the tasks before do.
    case always
    case oneSuccess = "one_success"
    case oneFailed = "one_failed"
    case oneDone = "one_done"
    case noneFailed = "none_failed"
    case noneSkipped = "none_skipped"
    case noneFailedMinOneSuccess = "none_failed_min_one_success"

    /// Whether a task with this rule can succeed, or be skipped, although an upstream task failed, and so hide it from
    /// the run.
    package var hidesUpstreamFailure: Bool {
        switch self {
        case .allDone, .allDoneMinOneSuccess, .allFailed, .allSkipped, .always, .noneSkipped, .oneSuccess, .oneFailed,
            .oneDone:
            true
        case .allSuccess, .noneFailed, .noneFailedMinOneSuccess: false
        }
    }
}
