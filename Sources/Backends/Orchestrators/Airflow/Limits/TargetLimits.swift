import Compiler
import Diagnostics
import PipelineModel

/// What tasks ask for that a version of Airflow, or the engine behind a store, cannot do.
enum TargetLimits {
    static func findings(in project: SoundProject) -> DiagnosticReport {
        var report = DiagnosticReport()
        let dialect = AirflowDialect(project.model.environment)
        let version = dialect.version
        for (index, graph) in project.graphs.enumerated() {
            let (pipeline, sources) = (project.model.pipelines[index], project.sources[index])
            for (problem, fix) in problems(of: pipeline, version) {
                report.add(
                    .unsupported, "pipeline `\(pipeline.id)` \(problem)", at: sources.schedule ?? sources.pipeline,
                    fix: fix)
            }
            var mapped: [TaskModel] = []
            for task in graph.tasks {
                warn(about: task, at: sources, version, &report)
                let problems = problems(of: task, graph, project, version)
                if task.mapping != nil, problems.isEmpty { mapped.append(task) }
                for (problem, fix) in problems {
                    report.add(
                        .unsupported, "task `\(task.path)` \(problem)", at: sources.location(ofTask: task.path),
                        fix: fix)
                }
            }
            guard !mapped.isEmpty else { continue }
            let file = DAGFile(pipeline, graph, environment: project.model.environment, dialect: dialect)
            for (task, problem, fix) in file.mappingProblems(of: mapped) {
                report.add(.unsupported, "task `\(task)` \(problem)", at: sources.location(ofTask: task), fix: fix)
            }
        }
        return report
    }

    private static func warn(
        about task: TaskModel, at sources: SourceMap, _ version: AirflowDialect.Version,
        _ report: inout DiagnosticReport
    ) {
        switch task.kind {
        case .review(let review) where version == .v2 && !review.people.isEmpty:
            report.add(
                .openReview,
                "the review of task `\(review.task)` names who may answer, and on Airflow 2 anybody may",
                at: sources.location(ofTask: review.task),
                fix: "run it on an Airflow of `.v3_3`, or suppress the warning with a reason")
        case .marker(let marker) where version == .v3:
            report.add(
                .idleMarker,
                "task `\(task.path)` marks a task of `\(marker.reference.pipeline)` to be cleared with it, and Airflow 3 "
                    + "clears none there",
                at: sources.location(ofTask: task.path),
                fix: "take the mark out, or suppress the warning with a reason")
        default: break
        }
    }

    private static func problems(
        of pipeline: PipelineModel, _ version: AirflowDialect.Version
    ) -> [(problem: String, fix: String)] {
        guard version == .v2 else { return [] }
        var problems: [(problem: String, fix: String)] = []
        if pipeline.schedule.isPartitioned {
            problems.append(
                (
                    "has a run for each partition, which Airflow has from 3.2 on",
                    "run it on an Airflow of `.v3_3`, or let each run cover a window of time"
                ))
        }
        for dataset in pipeline.schedule.datasets where !dataset.watchers.isEmpty {
            problems.append(
                (
                    "is started by a watcher of dataset `\(dataset.name)`, which Airflow has from 3.0 on",
                    "run it on an Airflow of `.v3_3`, or wait for the data with a sensor in a pipeline of `.continuous()`"
                ))
        }
        if let deadline = pipeline.deadline, deadline.start != .scheduled {
            problems.append(
                (
                    "has a deadline that is not counted from the scheduled time, and Airflow 2 counts from no other",
                    "count it from `.scheduled`, set `runTimeout`, or run it on an Airflow of `.v3_3`"
                ))
        }
        if pipeline.defaults.retry?.classes != nil { problems.append(errorClasses) }
        return problems
    }

    private static let errorClasses = (
        problem: "retries by the class of an error, which Airflow can from 3.3 on",
        fix: "run it on an Airflow of `.v3_3`, or write one policy for all errors, such as "
            + "`.exponential(3, from:upTo:)`, and let a Python function raise `AirflowFailException` where another try is in vain"
    )

    private static func problems(
        of task: TaskModel, _ graph: TaskGraph, _ project: SoundProject, _ version: AirflowDialect.Version
    ) -> [(problem: String, fix: String)] {
        let rule =
            version == .v2 && task.rule == .allDoneMinOneSuccess
            ? [
                (
                    "starts by rule `\(TriggerRule.allDoneMinOneSuccess.rawValue)`, which Airflow has from 3.1 on",
                    "write `.oneSucceeded` behind a task that is `.always()`, or run it on an Airflow of `.v3_3`"
                )
            ] : []
        let retry = version == .v2 && task.policies.retry?.classes != nil ? [errorClasses] : []
        return rule + retry + JobRunnerLimits.problems(of: task, project.model.environment)
            + TriggerLimits.problems(of: task, graph)
            + problems(of: graph.withBranchTargets(task).kind, project, version)
    }

    private static func problems(
        of kind: TaskKind, _ project: SoundProject, _ version: AirflowDialect.Version
    ) -> [(problem: String, fix: String)] {
        switch kind {
        case .human where version == .v2: personProblems
        case .branch(let branch) where branch.question != nil:
            version == .v2 ? personProblems : branch.arms.filter { $0.targets.count != 1 }.map(armProblem)
        case .sensor(let sensor): SensorLimits.problems(of: sensor, in: project, version)
        case .httpRequest(let request):
            if case .json(let body) = request.body { itemProblems(body, "body") } else { [] }
        case .spark(let job): sparkProblems(job, project.model.environment)
        case .lambda(let call): call.payload.map { itemProblems($0, "payload") } ?? []
        default: []
        }
    }

    /// The manifest of a Spark application is a file that every instance of a task shares.
    private static func sparkProblems(
        _ job: SparkJobModel, _ environment: EnvironmentModel
    ) -> [(problem: String, fix: String)] {
        guard case .kubernetes = environment.data.spark, job.texts.contains(where: \.holdsItem) else { return [] }
        return [
            (
                "puts `.item` into a Spark application, of which Kubernetes has one manifest for all instances",
                "let one job go through the items, or run it by `spark-submit` in this environment"
            )
        ]
    }

    /// A document is one text to Airflow, which cannot encode an item within it.
    private static func itemProblems(_ document: ValueModel, _ what: String) -> [(problem: String, fix: String)] {
        guard document.holdsItem else { return [] }
        return [
            (
                "puts `.item` into the JSON of its \(what), which Airflow cannot encode there",
                "send it in the path or as a form, or call a Python function with the item"
            )
        ]
    }

    private static let personProblems = [
        (problem: "waits for a person's answer, which Airflow has from 3.1 on", fix: "run it on an Airflow of `.v3_3`")
    ]

    private static func armProblem(of arm: BranchModel.Arm) -> (problem: String, fix: String) {
        (
            "starts \(arm.targets.count) tasks when a person answers `\(arm.value)`, and Airflow takes one for each answer",
            "put the tasks into a `Group`, or an `Empty` before them"
        )
    }
}
