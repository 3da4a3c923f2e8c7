/// How a task reaches AWS.
package struct AWSAccess: Hashable, Sendable, Codable {
    package var connection: String
    /// Nil leaves it to the connection.
    package var region: String?
    /// Whether it waits in the triggerer, without a worker's slot.
    package var deferrable: Bool

    package init(connection: String, region: String?, deferrable: Bool) {
        self.connection = connection
        self.region = region
        self.deferrable = deferrable
    }
}

/// A run of a Glue job that exists.
package struct GlueJobModel: KindModel {
    package var access: AWSAccess
    package var job: String
    package var arguments: [ValueModel.Entry]

    package init(access: AWSAccess, job: String, arguments: [ValueModel.Entry]) {
        self.access = access
        self.job = job
        self.arguments = arguments
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { arguments.visitTexts(visit) }

    package var inputs: [TaskInput] { arguments.inputs(as: .value) }

    package var connections: [String] { [access.connection] }
}

/// A run of a Glue crawler that exists.
package struct GlueCrawlerModel: KindModel {
    package var access: AWSAccess
    package var crawler: RuntimeText
    /// Whether a run that is under way already is waited for, and is no failure.
    package var joinsRun: Bool

    package init(access: AWSAccess, crawler: RuntimeText, joinsRun: Bool) {
        self.access = access
        self.crawler = crawler
        self.joinsRun = joinsRun
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { visit(&crawler) }

    package var connections: [String] { [access.connection] }
}

/// A call of a Lambda function; what it answers is the task's result.
package struct LambdaModel: KindModel {
    package var access: AWSAccess
    package var function: String
    package var qualifier: String?
    package var payload: ValueModel?
    package var waits: Bool

    package init(access: AWSAccess, function: String, qualifier: String?, payload: ValueModel?, waits: Bool) {
        self.access = access
        self.function = function
        self.qualifier = qualifier
        self.payload = payload
        self.waits = waits
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { payload?.visitTexts(visit) }

    package var inputs: [TaskInput] { payload.map { [TaskInput("payload", $0, as: .json)] } ?? [] }

    package var connections: [String] { [access.connection] }
}

/// A step that a running EMR cluster gets.
package struct EMRStepModel: KindModel {
    package var access: AWSAccess
    package var cluster: RuntimeText
    package var name: String
    package var jar: String
    package var arguments: [RuntimeText]
    /// EMR's `CONTINUE`, `CANCEL_AND_WAIT` or `TERMINATE_CLUSTER`.
    package var onFailure: String

    package init(
        access: AWSAccess, cluster: RuntimeText, name: String, jar: String, arguments: [RuntimeText], onFailure: String
    ) {
        self.access = access
        self.cluster = cluster
        self.name = name
        self.jar = jar
        self.arguments = arguments
        self.onFailure = onFailure
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&cluster)
        for index in arguments.indices { visit(&arguments[index]) }
    }

    package var connections: [String] { [access.connection] }
}

/// A Spark job of an EMR Serverless application.
package struct EMRServerlessModel: KindModel {
    package var access: AWSAccess
    package var application: String
    package var role: String
    package var entryPoint: String
    package var arguments: [RuntimeText]
    package var submitParameters: String?

    package init(
        access: AWSAccess, application: String, role: String, entryPoint: String, arguments: [RuntimeText],
        submitParameters: String?
    ) {
        self.access = access
        self.application = application
        self.role = role
        self.entryPoint = entryPoint
        self.arguments = arguments
        self.submitParameters = submitParameters
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        for index in arguments.indices { visit(&arguments[index]) }
    }

    package var connections: [String] { [access.connection] }
}

/// An execution of a Step Functions state machine, to its end.
package struct StateMachineModel: KindModel {
    package var access: AWSAccess
    /// The machine's ARN.
    package var machine: String
    package var input: ValueModel?
    /// Whether the execution must have ended well before the task has.
    package var waits: Bool

    package init(access: AWSAccess, machine: String, input: ValueModel?, waits: Bool) {
        self.access = access
        self.machine = machine
        self.input = input
        self.waits = waits
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { input?.visitTexts(visit) }

    package var inputs: [TaskInput] { input.map { [TaskInput("input", $0, as: .value)] } ?? [] }

    package var connections: [String] { [access.connection] }
}
