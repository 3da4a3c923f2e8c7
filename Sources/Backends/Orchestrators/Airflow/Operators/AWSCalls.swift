import CodeModels
import PipelineModel

extension OperatorCall {
    static func glue(_ task: TaskModel, _ job: GlueJobModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall("airflow.providers.amazon.aws.operators.glue", "GlueJobOperator")
        call.add(job.access)
        call.arguments.add("job_name", literal: job.job)
        call.arguments.add("script_args", context.texts(job.arguments))
        call.arguments.add("deferrable", ifTrue: job.access.deferrable)
        if job.access.deferrable { call.wait(for: task, lookingEvery: 60, context) }
        return call
    }

    /// It looks once a minute: the trigger gives up after 1,500 looks, which nothing can change, and so after a day.
    static func glueCrawler(_ run: GlueCrawlerModel) -> OperatorCall {
        var call = OperatorCall("airflow.providers.amazon.aws.operators.glue_crawler", "GlueCrawlerRunOperator")
        call.add(run.access)
        call.arguments.add("crawler_name", run.crawler)
        call.arguments.add("poll_interval", 60)
        call.arguments.add("deferrable", ifTrue: run.access.deferrable)
        if run.joinsRun { call.arguments.add("fail_on_already_running", .bool(false)) }
        return call
    }

    static func lambda(_ model: LambdaModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall(
            "airflow.providers.amazon.aws.operators.lambda_function", "LambdaInvokeFunctionOperator")
        call.add(model.access)
        call.arguments.add("function_name", literal: model.function)
        call.arguments.add("qualifier", literal: model.qualifier)
        call.arguments.add("payload", model.payload.map(context.json))
        if !model.waits { call.arguments.add("invocation_type", "Event") }
        return call
    }

    /// Source of a step's form: https://docs.aws.amazon.com/emr/latest/APIReference/API_StepConfig.html
    static func emrStep(_ task: TaskModel, _ step: EMRStepModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall(
            "airflow.providers.amazon.aws.operators.emr", "EmrAddStepsOperator", filesEndIn: [".json"])
        call.add(step.access)
        call.arguments.add("job_flow_id", step.cluster)
        let run = PythonExpression.dict([
            .pair(.string("Jar"), .literal(step.jar, avoiding: call.fileEndings)),
            .pair(.string("Args"), .list(PythonExpression.strings(step.arguments, avoiding: call.fileEndings))),
        ])
        let document = PythonExpression.dict([
            .pair(.string("Name"), .string(step.name)),
            .pair(.string("ActionOnFailure"), .string(step.onFailure)),
            .pair(.string("HadoopJarStep"), run),
        ])
        call.arguments.add("steps", [document])
        call.arguments.add("wait_for_completion", .bool(true))
        call.arguments.add("deferrable", ifTrue: step.access.deferrable)
        call.wait(for: task, lookingEvery: 30, context)
        return call
    }

    /// Source of a driver's form: https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_JobDriver.html
    static func emrServerless(
        _ task: TaskModel, _ job: EMRServerlessModel, _ context: OperatorContext
    ) -> OperatorCall {
        var call = OperatorCall("airflow.providers.amazon.aws.operators.emr", "EmrServerlessStartJobOperator")
        call.add(job.access)
        call.arguments.add("application_id", literal: job.application)
        call.arguments.add("execution_role_arn", literal: job.role)
        var submit: [PythonDictItem] = [.pair(.string("entryPoint"), .literal(job.entryPoint))]
        if !job.arguments.isEmpty {
            submit.append(.pair(.string("entryPointArguments"), .list(PythonExpression.strings(job.arguments))))
        }
        if let parameters = job.submitParameters {
            submit.append(.pair(.string("sparkSubmitParameters"), .literal(parameters)))
        }
        call.arguments.add("job_driver", .dict([.pair(.string("sparkSubmit"), .dict(submit))]))
        call.arguments.add("deferrable", ifTrue: job.access.deferrable)
        call.wait(for: task, lookingEvery: 60, context)
        return call
    }

    /// Only the deferrable form of the operator waits for the end of the execution.
    static func stateMachine(
        _ task: TaskModel, _ run: StateMachineModel, _ context: OperatorContext
    ) -> OperatorCall {
        var call = OperatorCall(
            "airflow.providers.amazon.aws.operators.step_function", "StepFunctionStartExecutionOperator")
        call.add(run.access)
        call.arguments.add("state_machine_arn", literal: run.machine)
        call.arguments.add("state_machine_input", run.input.map { context.expression($0) })
        call.arguments.add("deferrable", ifTrue: run.waits)
        if run.waits { call.wait(for: task, lookingEvery: 60, context) }
        return call
    }

    /// Waits as long as the task may run, or a week, as a sensor does: by default each of these operators gives up
    /// within 75 minutes, whatever the timeout (`waiter_max_attempts` in the Amazon provider).
    private mutating func wait(for task: TaskModel, lookingEvery period: Int, _ context: OperatorContext) {
        let inherited = task.policies.cleared.contains(.timeout) ? nil : context.pipeline.defaults.timeout
        let seconds = task.policies.timeout ?? inherited ?? 7 * 24 * 3600
        arguments.add("waiter_delay", period)
        arguments.add("waiter_max_attempts", (seconds + period - 1) / period)
    }

    private mutating func add(_ access: AWSAccess) {
        arguments.add("aws_conn_id", access.connection)
        arguments.add("region_name", literal: access.region)
    }
}
