import BackendInterface
import Compiler
import Diagnostics
import PipelineModel

/// What tasks ask for that Step Functions, or what does the work there, cannot do.
enum WorkLimits {
    static func limits(of task: TaskModel, _ environment: EnvironmentModel) -> [Limit] {
        let platform = environment.stepFunctions
        return kind(task, environment, platform) + values(of: task) + places(task, platform) + policies(of: task)
            + items(of: task) + PayloadLimits.limits(of: task)
    }

    private static func kind(
        _ task: TaskModel, _ environment: EnvironmentModel, _ platform: StepFunctionsPlatform
    ) -> [Limit] {
        switch task.kind {
        case .http, .httpRequest:
            [
                work("asks an HTTP service by a connection, of which a machine knows no address")
            ]
        case .glueCrawler:
            [
                work(
                    "runs a crawler of Glue, of whose end no state of a machine hears",
                    fix: "let a Glue job write the table's partitions itself, or run the pipeline on an Airflow")
            ]
        case .custom(let model): [work("is an operator of Airflow, `\(model.path)`")]
        case .sql(let statement) where statement.isTemplate:
            [
                work(
                    "runs a file of SQL with templates, which Airflow alone renders",
                    fix: "write the statement itself, with `\\(.windowStart)` and its like")
            ]
        case .sql(let statement): server(statement.store, environment)
        case .sqlCheck(let check): server(check.store, environment)
        case .sensor(let sensor): sensorLimits(sensor)
        case .human(let question): people(question)
        case .branch(let branch) where branch.question != nil:
            [work("lets a person choose the way", fix: "ask by a `Choice` task, and branch on its answer")]
        case .branch(let branch) where branch.call != nil: [functionDecides]
        case .gate(let gate) where gate.call != nil: [functionDecides]
        case .python(let call) where call.interpreter != nil:
            [
                work(
                    "calls a function in a Python of its own, and all functions of the project share one of Lambda",
                    fix: "let a container with that Python do it, or run the pipeline on an Airflow")
            ]
        case .bash(let command) where command.asksForMore:
            [
                work(
                    "gives its shell variables, a folder or statuses of its own",
                    fix: "set them within the command, or run the pipeline on an Airflow")
            ]
        case .trigger(let trigger) where trigger.foreign != nil:
            [
                work(
                    "starts `\(trigger.pipeline)`, which the project does not have",
                    fix: "start its state machine by its ARN: `StateMachine(…)`")
            ]
        case .watch:
            [
                work(
                    "asks components, numbers or alerts, which the job runner does from a worker of Airflow",
                    fix: "watch it by an alarm, or run the pipeline on an Airflow")
            ]
        case .review(let review) where !review.people.isEmpty: [openQuestion]
        case .container(let model): container(model)
        case .spark where platform.spark == nil && platform.glue == nil:
            [
                Limit(
                    "is a Spark job, and the environment does not say what runs them",
                    fix: "give `.stepFunctions(…, glue: GlueSetting(…))`, or `spark: EMRServerlessSetting(…)`",
                    code: .noMachineWork)
            ]
        case .spark(let job): platform.glue.map { GlueLimits.limits(of: task, job, $0) } ?? []
        case .quality, .dbt, .reconciliation, .report, .bash, .empty, .branch, .gate, .python, .glue, .lambda,
            .emrStep, .emrServerless, .stateMachine, .trigger, .message, .outcome, .review, .marker:
            []
        }
    }

    private static let functionDecides = work(
        "asks a function which way the run goes, and a machine reads that from a result",
        fix: "call the function by a task before it, and decide on that task's result")

    static func work(
        _ problem: String,
        fix: String = "call a Python function that does it, or run the pipeline on an Airflow"
    ) -> Limit {
        Limit(problem, fix: fix, code: .noMachineWork)
    }

    /// The job runner runs SQL for engines inside its process.
    private static func server(_ store: String, _ environment: EnvironmentModel) -> [Limit] {
        guard environment.store(named: store)?.engine.connection != nil else { return [] }
        return [
            work(
                "runs SQL on the server of store `\(store)`, for which Airflow has a hook and Step Functions nothing",
                fix: "run it from a Python function, build the table by dbt, or run the pipeline on an Airflow")
        ]
    }

    private static func sensorLimits(_ sensor: SensorModel) -> [Limit] {
        switch sensor.condition {
        case .s3Key(_, _, _, isPattern: false), .delay, .timeOfDay: []
        case .pipeline(let run) where run.clock != nil:
            [
                work(
                    "waits for a run that changes of clocks bring nearer or further, and a machine waits for one that is "
                        + "as far on every day",
                    fix: "choose times on one side of the changed hour, or schedules in UTC")
            ]
        case .pipeline(let run) where run.reference.foreign == nil && run.reference.isGroup != true:
            run.reference.task.map { task in
                [
                    Limit(
                        "goes on when task `\(task)` of `\(run.reference.pipeline)` has ended, and a machine hears of it when "
                            + "the run has",
                        fix: "suppress the warning with a reason where that is early enough, or run it on an Airflow",
                        code: .lateStart)
                ]
            } ?? []
        case .s3Key:
            [
                work(
                    "waits for an object by a pattern of its key, and S3 finds keys by their beginning alone",
                    fix: "wait for one key, such as that of a mark which is written last")
            ]
        case .file, .sql, .http, .pipeline, .bash, .python, .custom:
            [
                work(
                    "waits for something that a machine cannot look at",
                    fix: "start the pipeline by updates of a dataset, wait for an object in S3, or run it on an Airflow"
                )
            ]
        }
    }

    private static func people(_ question: HumanInputModel) -> [Limit] {
        var limits = question.people.isEmpty ? [] : [openQuestion]
        if !question.defaults.isEmpty {
            limits.append(
                work(
                    "takes a default when nobody answers, and a machine fails then",
                    fix: "let the task after it run when this one fails: `.runs(when: .allEnded)`"))
        }
        return limits
    }

    private static let openQuestion = Limit(
        "names who may answer, and on Step Functions whoever is subscribed to the topic may",
        fix: "keep the topic's subscribers to those people, and suppress the warning with that reason",
        code: .openMachineQuestion)

    private static func container(_ model: ContainerModel) -> [Limit] {
        var limits: [Limit] = []
        let pod = model.pod
        if !pod.sidecars.isEmpty || !pod.preparations.isEmpty || !pod.volumes.isEmpty {
            limits.append(
                work(
                    "is a pod with containers beside its main one or with volumes, and runs on Fargate here",
                    fix: "let one container do it, with its data in S3"))
        }
        if model.image != nil {
            limits.append(
                work(
                    "takes its image from a text that only a run knows, and a task of Fargate is defined before",
                    fix: "name the image, or run the pipeline on an Airflow"))
        }
        if model.returnsResult {
            limits.append(
                work(
                    "leaves a result, and what a container of Fargate leaves reaches no machine",
                    fix: "write the result to S3, and hand on where it lies"))
        }
        if !pod.main.variableSources.isEmpty || !pod.main.secrets.isEmpty {
            limits.append(
                work(
                    "takes variables from Kubernetes, which is not there on Fargate",
                    fix: "let the program read them from Secrets Manager, or run the pipeline on an Airflow"))
        }
        return limits
    }
}
