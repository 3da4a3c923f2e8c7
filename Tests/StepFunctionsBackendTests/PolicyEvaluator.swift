import CodeModels

/// Whether the policies of a role let it do something, as IAM decides it of statements that only allow:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
struct PolicyEvaluator {
    /// One action of one statement on one of its resources.
    struct Grant: Hashable {
        let action: String
        let resource: String
        /// The service to which a role may be passed; nil is any.
        var service: String?
    }

    var grants: [Grant]

    /// - Parameter role: the properties of `AWS::IAM::Role`.
    init(role: Document) {
        grants = Self.items(role["Policies"]).flatMap { policy in
            Self.items(policy["PolicyDocument"]?["Statement"]).flatMap { statement -> [Grant] in
                guard statement["Effect"] == "Allow" else { return [] }
                let service = statement["Condition"]?["StringEquals"]?["iam:PassedToService"]?.string
                return Self.items(statement["Action"]).flatMap { action in
                    Self.items(statement["Resource"]).map { resource in
                        Grant(action: action.string ?? "", resource: resource.string ?? "", service: service)
                    }
                }
            }
        }
    }

    func allows(_ call: ServiceAction) -> Bool { grants.contains { Self.allows(call, by: $0) } }

    static func allows(_ call: ServiceAction, by grant: Grant) -> Bool {
        matches(call.action, grant.action) && matches(call.resource, grant.resource)
            && (grant.service == nil || grant.service == call.service)
    }

    /// `*` stands for any text and `?` for any character.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let (text, pattern) = (Array(text), Array(pattern))
        var (at, part) = (0, 0)
        var star: (part: Int, at: Int)?
        while at < text.count {
            if part < pattern.count, pattern[part] == "*" {
                star = (part, at)
                part += 1
            } else if part < pattern.count, pattern[part] == "?" || pattern[part] == text[at] {
                (at, part) = (at + 1, part + 1)
            } else if let last = star {
                star = (last.part, last.at + 1)
                (at, part) = (last.at + 1, last.part + 1)
            } else {
                return false
            }
        }
        return pattern[part...].allSatisfy { $0 == "*" }
    }

    private static func items(_ document: Document?) -> [Document] {
        if case .array(let items) = document ?? .null { items } else { [] }
    }
}

/// Something that a machine does on a resource of AWS.
struct ServiceAction: Hashable {
    let action: String
    let resource: String
    /// To which service a role is passed.
    var service: String?
}

/// What the states of a machine do, by what AWS documents of each call and not by what the backend knows of it:
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
struct MachineActions {
    private let account = "123456789012"
    private let region = "eu-central-1"
    /// The roles that a task definition of the project names.
    let containerRoles: [String]
    /// What a machine's variable `job` holds, which calls of containers add to.
    let job: Document

    func all(in document: Document) -> [ServiceAction] {
        switch document {
        case .array(let items): return items.flatMap(all)
        case .object(let object):
            let inside = object.entries.flatMap { all(in: $0.value) }
            guard let resource = object["Resource"]?.string else { return inside }
            return inside + actions(String(resource.dropFirst("arn:aws:states:::".count)), object["Arguments"] ?? .null)
        case .null, .bool, .int, .number, .string: return []
        }
    }

    private func arn(_ service: String, _ resource: String) -> String {
        "arn:aws:\(service):\(region):\(account):\(resource)"
    }

    private func on(_ resource: String, _ service: String, _ names: String...) -> [ServiceAction] {
        names.map { ServiceAction(action: "\(service):\($0)", resource: resource) }
    }

    /// What Step Functions keeps to hear of the end of what it has started.
    private func hearing(_ rule: String) -> [ServiceAction] {
        on(
            arn("events", "rule/StepFunctionsGetEvents\(rule)Rule"), "events", "PutTargets", "PutRule", "DescribeRule")
    }

    private func passing(_ role: String, to service: String) -> ServiceAction {
        ServiceAction(action: "iam:PassRole", resource: role, service: service)
    }

    private func actions(_ call: String, _ given: Document) -> [ServiceAction] {
        let text = { (name: String) in given[name]?.string ?? "" }
        switch call {
        case "glue:startJobRun.sync":
            return on(
                arn("glue", "job/\(text("JobName"))"), "glue", "StartJobRun", "GetJobRun", "GetJobRuns",
                "BatchStopJobRun")
        case "lambda:invoke":
            let function = arn("lambda", "function:\(text("FunctionName"))")
            return on(function, "lambda", "InvokeFunction") + on("\(function):3", "lambda", "InvokeFunction")
        case "ecs:runTask.sync":
            let name = { (field: String) in job[field]?.string ?? "" }
            return on(arn("ecs", "task-definition/\(name("TaskDefinition")):7"), "ecs", "RunTask")
                + on(arn("ecs", "task/\(name("Cluster"))/0123abcd"), "ecs", "StopTask", "DescribeTasks")
                + containerRoles.map { passing($0, to: "ecs-tasks.amazonaws.com") } + hearing("ForECSTask")
        case "emr-serverless:startJobRun.sync":
            let application = arn("emr-serverless", "/applications/\(text("ApplicationId"))")
            return on(application, "emr-serverless", "StartJobRun")
                + on("\(application)/jobruns/00run", "emr-serverless", "GetJobRun", "CancelJobRun")
                + [passing(text("ExecutionRoleArn"), to: "emr-serverless.amazonaws.com")]
                + hearing("ForEMRServerlessJob")
        case "elasticmapreduce:addStep.sync":
            return on(
                arn("elasticmapreduce", "cluster/\(text("ClusterId"))"), "elasticmapreduce", "AddJobFlowSteps",
                "DescribeStep", "CancelSteps") + hearing("ForEMRAddJobFlowSteps")
        case "states:startExecution.sync:2":
            let machine = text("StateMachineArn")
            let execution = machine.replacing(":stateMachine:", with: ":execution:") + ":run"
            return on(machine, "states", "StartExecution")
                + on(execution, "states", "DescribeExecution", "StopExecution")
                + hearing("ForStepFunctionsExecution")
        case "sns:publish", "sns:publish.waitForTaskToken": return on(text("TopicArn"), "sns", "Publish")
        case "dynamodb:putItem": return on(arn("dynamodb", "table/\(text("TableName"))"), "dynamodb", "PutItem")
        case "dynamodb:updateItem": return on(arn("dynamodb", "table/\(text("TableName"))"), "dynamodb", "UpdateItem")
        case "dynamodb:deleteItem": return on(arn("dynamodb", "table/\(text("TableName"))"), "dynamodb", "DeleteItem")
        case "aws-sdk:s3:listObjectsV2": return on("arn:aws:s3:::\(text("Bucket"))", "s3", "ListBucket")
        case "aws-sdk:ssm:getParameters":
            guard case .array(let names) = given["Names"] ?? .null else { return [] }
            return names.flatMap { on(arn("ssm", "parameter\($0.string ?? "")"), "ssm", "GetParameters") }
        default: return [ServiceAction(action: "unknown: \(call)", resource: "")]
        }
    }

    /// Logs of executions, on which no resource can be named: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    var logging: [ServiceAction] {
        [
            "CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery", "ListLogDeliveries",
            "PutResourcePolicy", "DescribeResourcePolicies", "DescribeLogGroups",
        ].map { ServiceAction(action: "logs:\($0)", resource: "*") }
    }
}
