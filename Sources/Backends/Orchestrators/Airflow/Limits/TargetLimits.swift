import BackendInterface
import Compiler
import Diagnostics
import PipelineModel

/// What pipelines and their tasks ask for that a version of Airflow, or the engine behind a store, cannot do.
enum TargetLimits {
    static func limits(of pipeline: PipelineModel, _ graph: TaskGraph, in project: SoundProject) -> [Limit] {
        let dialect = AirflowDialect(project.model.environment)
        var limits = limits(of: pipeline, dialect.version)
        var mapped: [TaskModel] = []
        for task in graph.tasks {
            let own = self.limits(of: task, graph, project, dialect.version)
            if task.mapping != nil, own.isEmpty { mapped.append(task) }
            limits += own.map { $0.of(task: task.path) }
            if case .review(let review) = task.kind, dialect.version == .v2, !review.people.isEmpty {
                limits.append(openReview.of(task: review.task))
            }
        }
        guard !mapped.isEmpty else { return limits }
        let file = DAGFile(pipeline, graph, environment: project.model.environment, dialect: dialect)
        return limits + file.mappingLimits(of: mapped)
    }

    private static func limits(of pipeline: PipelineModel, _ version: AirflowDialect.Version) -> [Limit] {
        guard version == .v2 else { return [] }
        var limits: [Limit] = []
        if pipeline.start == nil, pipeline.schedule != .manual {
            limits.append(
                Limit(
                    "has no start, without which Airflow 2 loads no pipeline with a schedule",
                    fix: "name a `start`, or run it on an Airflow of `.v3_3`"))
        }
        if pipeline.schedule.isPartitioned {
            limits.append(
                Limit(
                    "has a run for each partition, which Airflow has from 3.2 on",
                    fix: "run it on an Airflow of `.v3_3`, or let each run cover a window of time"))
        }
        for dataset in pipeline.schedule.datasets where !dataset.watchers.isEmpty {
            limits.append(
                Limit(
                    "is started by a watcher of dataset `\(dataset.name)`, which Airflow has from 3.0 on",
                    fix: "run it on an Airflow of `.v3_3`, or wait for the data with a sensor in a pipeline of "
                        + "`.continuous()`"))
        }
        if let deadline = pipeline.deadline, deadline.start != .scheduled {
            limits.append(
                Limit(
                    "has a deadline that is not counted from the scheduled time, and Airflow 2 counts from no other",
                    fix: "count it from `.scheduled`, set `runTimeout`, or run it on an Airflow of `.v3_3`"))
        }
        if pipeline.defaults.retry?.classes != nil { limits.append(errorClasses) }
        return limits
    }

    private static let errorClasses = Limit(
        "retries by the class of an error, which Airflow can from 3.3 on",
        fix: "run it on an Airflow of `.v3_3`, or write one policy for all errors, such as "
            + "`.exponential(3, from:upTo:)`, and let a Python function raise `AirflowFailException` where another try "
            + "is in vain")

    private static func limits(
        of task: TaskModel, _ graph: TaskGraph, _ project: SoundProject, _ version: AirflowDialect.Version
    ) -> [Limit] {
        var limits: [Limit] = []
        if version == .v2, task.rule == .allDoneMinOneSuccess {
            limits.append(
                Limit(
                    "starts by rule `\(TriggerRule.allDoneMinOneSuccess.rawValue)`, which Airflow has from 3.1 on",
                    fix: "write `.oneSucceeded` behind a task that is `.always()`, or run it on an Airflow of `.v3_3`"))
        }
        if version == .v2, task.policies.retry?.classes != nil { limits.append(errorClasses) }
        return limits + TriggerLimits.limits(of: task, graph) + MappedChoiceLimits.limits(of: task, graph, version)
            + self.limits(of: graph.withBranchTargets(task).kind, project, version)
    }

    private static func limits(
        of kind: TaskKind, _ project: SoundProject, _ version: AirflowDialect.Version
    ) -> [Limit] {
        switch kind {
        case .human where version == .v2: [person]
        case .branch(let branch) where branch.question != nil:
            version == .v2 ? [person] : branch.arms.filter { $0.targets.count != 1 }.map(limit)
        case .sensor(let sensor): SensorLimits.limits(of: sensor, in: project, version)
        case .httpRequest(let request):
            if case .json(let body) = request.body { itemLimits(body, "body") } else { [] }
        case .lambda(let call): call.payload.map { itemLimits($0, "payload") } ?? []
        case .custom(let operation): MovedPaths.limits(of: operation, version)
        case .marker(let marker): version == .v3 ? [idleMarker(of: marker.reference.pipeline)] : []
        case .human, .branch, .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty,
            .gate, .sql, .python, .container, .glue, .glueCrawler, .emrStep, .emrServerless, .stateMachine, .trigger,
            .message,
            .outcome, .review:
            []
        }
    }

    /// A document is one text to Airflow, which cannot encode an item within it.
    private static func itemLimits(_ document: ValueModel, _ what: String) -> [Limit] {
        guard document.holdsItem else { return [] }
        return [
            Limit(
                "puts `.item` into the JSON of its \(what), which Airflow cannot encode there",
                fix: "send it in the path or as a form, or call a Python function with the item")
        ]
    }

    private static let person = Limit(
        "waits for a person's answer, which Airflow has from 3.1 on", fix: "run it on an Airflow of `.v3_3`")

    private static func limit(of arm: BranchModel.Arm) -> Limit {
        Limit(
            "starts \(arm.targets.count) tasks when a person answers `\(arm.value)`, and Airflow takes one for each answer",
            fix: "put the tasks into a `Group`, or an `Empty` before them")
    }

    private static let openReview = Limit(
        "names who may answer its review, and on Airflow 2 anybody may",
        fix: "run it on an Airflow of `.v3_3`, or suppress the warning with a reason", code: .openReview)

    private static func idleMarker(of pipeline: String) -> Limit {
        Limit(
            "marks a task of `\(pipeline)` to be cleared with it, and Airflow 3 clears none there",
            fix: "take the mark out, or suppress the warning with a reason", code: .idleMarker)
    }
}
