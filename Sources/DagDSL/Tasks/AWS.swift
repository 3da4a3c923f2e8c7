import Diagnostics
import PipelineModel

/// A region of AWS, such as `"eu-central-1"`.
public typealias AWSRegion = Name

/// Runs a Glue job that exists, and waits for its end.
public struct GlueJob: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs `job` with `arguments`, which Glue wants named as `--option`.
    public init(
        _ id: TaskID, job: Name, arguments: NamedTexts = [:], _ connection: Connection,
        region: AWSRegion? = nil, deferred: Bool = false,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = GlueJobModel(
            access: AWSAccess(connection, region, deferred), job: job.description, arguments: arguments.models)
        declaration = TaskDeclaration(
            id, .glue(model), at: SourceLocation(file, line, column), using: [arguments])
    }

    /// The id of Glue's run.
    public var runID: TaskResult<String> { TaskResult(producer: declaration) }
}

/// Runs a Glue crawler that exists, so that the catalogue knows new partitions and columns, and waits for its end.
public struct GlueCrawler: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs `crawler`.
    ///
    /// - Parameter joining: whether a run that is under way already is waited for in place of a failure, as a crawler does
    ///   one run at a time. It may have begun before the data that this run is about were there.
    public init(
        _ id: TaskID, crawler: RuntimeString, joining: Bool = false, _ connection: Connection,
        region: AWSRegion? = nil, deferred: Bool = false,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = GlueCrawlerModel(
            access: AWSAccess(connection, region, deferred), crawler: crawler.model, joinsRun: joining)
        declaration = TaskDeclaration(
            id, .glueCrawler(model), at: SourceLocation(file, line, column), using: [crawler])
    }
}

/// Calls a Lambda function; what it answers is the result.
public struct LambdaCall: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Calls `function` with `payload` as JSON, in which a param, a result or an expression that stands alone keeps its
    /// type.
    ///
    /// - Parameter waits: whether the task waits for the answer, or only hands the event over.
    public init(
        _ id: TaskID, function: Name, qualifier: Name? = nil, payload: Argument? = nil, waits: Bool = true,
        _ connection: Connection, region: AWSRegion? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = LambdaModel(
            access: AWSAccess(connection, region, false), function: function.description,
            qualifier: qualifier?.description, payload: payload?.model, waits: waits)
        declaration = TaskDeclaration(id, .lambda(model), at: SourceLocation(file, line, column), using: [payload])
    }

    /// What the function has answered.
    public var answer: TaskResult<String> { TaskResult(producer: declaration) }
}

/// Gives a running EMR cluster a step, and waits for its end.
public struct EMRStep: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// What the cluster does when the step fails.
    public enum Failure: String, Sendable {
        /// Goes on with the next step.
        case goOn = "CONTINUE"
        /// Cancels the steps after it, and waits for others.
        case cancelRest = "CANCEL_AND_WAIT"
        /// Ends.
        case terminateCluster = "TERMINATE_CLUSTER"
    }

    /// Runs `jar` on the cluster of the id `cluster`; by default EMR's own runner of commands such as `spark-submit`.
    public init(
        _ id: TaskID, cluster: RuntimeString, jar: Name = "command-runner.jar", arguments: [RuntimeString],
        onFailure: Failure = .goOn, _ connection: Connection, region: AWSRegion? = nil, deferred: Bool = false,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = EMRStepModel(
            access: AWSAccess(connection, region, deferred), cluster: cluster.model, name: id.description,
            jar: jar.description, arguments: arguments.map(\.model), onFailure: onFailure.rawValue)
        declaration = TaskDeclaration(
            id, .emrStep(model), at: SourceLocation(file, line, column), using: [cluster, arguments])
    }

    /// The ids of the steps.
    public var stepIDs: TaskResult<[String]> { TaskResult(producer: declaration) }
}

/// Runs a Spark job on an EMR Serverless application, and waits for its end.
public struct EMRServerlessJob: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs the script at `entryPoint` as `role`.
    ///
    /// - Parameter submitParameters: options of `spark-submit`, such as `"--conf spark.executor.cores=4"`.
    public init(
        _ id: TaskID, application: Name, role: Name, entryPoint: Name, arguments: [RuntimeString] = [],
        submitParameters: Name? = nil, _ connection: Connection, region: AWSRegion? = nil, deferred: Bool = false,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = EMRServerlessModel(
            access: AWSAccess(connection, region, deferred), application: application.description,
            role: role.description, entryPoint: entryPoint.description, arguments: arguments.map(\.model),
            submitParameters: submitParameters?.description)
        declaration = TaskDeclaration(
            id, .emrServerless(model), at: SourceLocation(file, line, column), using: [arguments])
    }

    /// The id of the job's run.
    public var runID: TaskResult<String> { TaskResult(producer: declaration) }
}

/// Starts an execution of a Step Functions state machine.
public struct StateMachineRun: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Starts the machine of the ARN `machine` with `input` as JSON.
    ///
    /// - Parameter waits: whether the execution must have ended well before the task has, which needs a deferred wait.
    public init(
        _ id: TaskID, machine: Name, input: Argument? = nil, waits: Bool = true, _ connection: Connection,
        region: AWSRegion? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = StateMachineModel(
            access: AWSAccess(connection, region, waits), machine: machine.description, input: input?.model,
            waits: waits)
        declaration = TaskDeclaration(
            id, .stateMachine(model), at: SourceLocation(file, line, column), using: [input])
    }

    /// The ARN of the execution.
    public var execution: TaskResult<String> { TaskResult(producer: declaration) }
}

extension AWSAccess {
    fileprivate init(_ connection: Connection, _ region: AWSRegion?, _ deferrable: Bool) {
        self.init(connection: connection.id, region: region?.description, deferrable: deferrable)
    }
}
