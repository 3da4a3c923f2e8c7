import CodeModels
import PipelineModel
import SparkBackend

extension TaskWork {
    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html
    static func glue(_ job: GlueJobModel, _ context: WorkContext) -> TaskWork {
        glue(job.job, job.arguments.map { .init($0.name, ValueTemplate.text($0.value)) }, context)
    }

    private static func glue(
        _ job: String, _ arguments: [JSONataTemplate.Field], _ context: WorkContext
    ) -> TaskWork {
        var fields = [JSONataTemplate.Field("JobName", .text(job))]
        if !arguments.isEmpty { fields.append(.init("Arguments", .object(arguments))) }
        let actions = ["StartJobRun", "GetJobRun", "GetJobRuns", "BatchStopJobRun"].map { "glue:\($0)" }
        let call = ServiceCall(
            service: "glue", action: "startJobRun", pattern: .ended, arguments: .object(fields),
            permissions: [Permission(actions, on: [context.names.arn("glue", "job/\(job)")])])
        return .service(call, leaving: .field(RunRecord.result, "Id"))
    }

    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
    static func lambda(_ model: LambdaModel, _ context: WorkContext) -> TaskWork {
        let function = model.qualifier.map { "\(model.function):\($0)" } ?? model.function
        var fields = [JSONataTemplate.Field("FunctionName", .text(function))]
        if !model.waits { fields.append(.init("InvocationType", .text("Event"))) }
        if let payload = model.payload { fields.append(.init("Payload", ValueTemplate.of(payload))) }
        return .service(
            call(of: model.function, fields, context), leaving: model.waits ? .field(RunRecord.result, "Payload") : nil)
    }

    /// Calls of a function, in any version of it.
    private static func call(
        of function: String, _ fields: [JSONataTemplate.Field], _ context: WorkContext
    ) -> ServiceCall {
        let name = function.hasPrefix("arn:") ? function : context.names.arn("lambda", "function:\(function)")
        return ServiceCall(
            service: "lambda", action: "invoke", pattern: .answered, arguments: .object(fields),
            permissions: [Permission(["lambda:InvokeFunction"], on: [name, "\(name):*"])])
    }

    /// The project's own Python functions are called by one function of Lambda, by file and name.
    static func python(_ model: PythonCallModel, _ context: WorkContext) -> TaskWork {
        var payload: [JSONataTemplate.Field] = [
            .init("file", .text(model.file)), .init("function", .text(model.function)),
        ]
        if !model.arguments.isEmpty {
            payload.append(
                .init("arguments", .object(model.arguments.map { .init($0.name, ValueTemplate.of($0.value)) })))
        }
        let function = context.names.pythonFunction
        let fields = [
            JSONataTemplate.Field("FunctionName", .text(function)), .init("Payload", .object(payload)),
        ]
        return .service(call(of: function, fields, context), leaving: .field(RunRecord.result, "Payload"))
    }

    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
    static func emrStep(_ step: EMRStepModel, _ context: WorkContext) -> TaskWork {
        let run: JSONataTemplate = .object([
            .init("Jar", .text(step.jar)), .init("Args", .list(step.arguments.map(JSONataText.template))),
        ])
        let arguments: JSONataTemplate = .object([
            .init("ClusterId", JSONataText.template(step.cluster)),
            .init(
                "Step",
                .object([
                    .init("Name", .text(step.name)), .init("ActionOnFailure", .text(step.onFailure)),
                    .init("HadoopJarStep", run),
                ])),
        ])
        let cluster = step.cluster.known ?? "*"
        let actions = ["AddJobFlowSteps", "DescribeStep", "CancelSteps"].map { "elasticmapreduce:\($0)" }
        return .service(
            ServiceCall(
                service: "elasticmapreduce", action: "addStep", pattern: .ended, arguments: arguments,
                permissions: [
                    Permission(actions, on: [context.names.arn("elasticmapreduce", "cluster/\(cluster)")]),
                    .hearing(of: "ForEMRAddJobFlowSteps", context.names),
                ]))
    }

    static func emrServerless(_ job: EMRServerlessModel, _ context: WorkContext) -> TaskWork {
        serverless(
            application: job.application, role: job.role, entryPoint: job.entryPoint, arguments: job.arguments,
            parameters: job.submitParameters, context)
    }

    /// Spark jobs of the project run on the environment's application, or as jobs of Glue.
    static func spark(_ task: TaskModel, _ job: SparkJobModel, _ context: WorkContext) -> TaskWork {
        if let glue = context.platform.glue {
            let definition = GlueDefinition(task, job, context, glue)
            return Self.glue(
                definition.name, definition.arguments.map { .init($0.name, JSONataText.template($0.value)) }, context)
        }
        guard let spark = context.platform.spark else {
            preconditionFailure("a checked project with a Spark job names what runs it")
        }
        let parameters = submitParameters(job)
        return serverless(
            application: spark.application, role: spark.role, entryPoint: "\(spark.code)/\(job.program.file)",
            arguments: SparkArguments.list(of: task, job, in: context.pipeline, context.environment),
            parameters: parameters.isEmpty ? nil : parameters.joined(separator: " "), context)
    }

    /// As spark-submit takes them.
    private static func submitParameters(_ job: SparkJobModel) -> [String] {
        var words = job.program.mainClass.map { ["--class \($0)"] } ?? []
        for (key, size, isMemory) in job.spark.resources.properties {
            if let size { words.append("--conf \(key)=\(size)\(isMemory ? "m" : "")") }
        }
        let lists = [
            ("spark.jars.packages", job.spark.packages), ("spark.jars", job.spark.jars),
            ("spark.files", job.spark.files),
            ("spark.submit.pyFiles", job.spark.pythonFiles),
        ]
        for (key, values) in lists where !values.isEmpty {
            words.append("--conf \(key)=\(values.joined(separator: ","))")
        }
        return words + SparkProperties.list(of: job.spark).map { "--conf \($0.key)=\($0.value)" }
    }

    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-serverless.html
    private static func serverless(
        application: String, role: String, entryPoint: String, arguments: [RuntimeText], parameters: String?,
        _ context: WorkContext
    ) -> TaskWork {
        var submit = [JSONataTemplate.Field("EntryPoint", .text(entryPoint))]
        if !arguments.isEmpty {
            submit.append(.init("EntryPointArguments", .list(arguments.map(JSONataText.template))))
        }
        if let parameters { submit.append(.init("SparkSubmitParameters", .text(parameters))) }
        let fields: JSONataTemplate = .object([
            .init("ApplicationId", .text(application)), .init("ExecutionRoleArn", .text(role)),
            .init("JobDriver", .object([.init("SparkSubmit", .object(submit))])),
        ])
        let arn = context.names.arn("emr-serverless", "/applications/\(application)")
        return .service(
            ServiceCall(
                service: "emr-serverless", action: "startJobRun", pattern: .ended, arguments: fields,
                permissions: [
                    Permission(["emr-serverless:StartJobRun"], on: [arn]),
                    Permission(["emr-serverless:GetJobRun", "emr-serverless:CancelJobRun"], on: ["\(arn)/jobruns/*"]),
                    Permission(["iam:PassRole"], on: [role], passedTo: "emr-serverless.amazonaws.com"),
                    .hearing(of: "ForEMRServerlessJob", context.names),
                ]), leaving: .field(RunRecord.result, "JobRunId"))
    }
}

extension Permission {
    /// To hear of the end of what was started, Step Functions keeps a rule of EventBridge in the account:
    /// https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
    static func hearing(of what: String, _ names: AWSNames) -> Permission {
        Permission(
            ["events:PutTargets", "events:PutRule", "events:DescribeRule"], on: [names.eventRule(what)])
    }
}
