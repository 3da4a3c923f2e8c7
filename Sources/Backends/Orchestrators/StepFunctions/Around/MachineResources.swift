import BackendInterface
import CodeModels
import Compiler
import PipelineModel

/// A machine, its role, when it is started and what is told about it.
struct MachineResources {
    private let machine: PipelineMachine
    private let names: AWSNames
    private let project: ProjectModel
    private let account: String

    /// For how long logs are kept.
    static let logDays = 90

    init(_ machine: PipelineMachine, _ names: AWSNames, _ project: ProjectModel) {
        self.machine = machine
        self.names = names
        self.project = project
        account = project.environment.stepFunctions.account
    }

    private var id: String { machine.pipeline.id }
    private var name: String { AWSNames.machine(id) }
    private var role: String { names.roleName(name) }

    private func resource(_ what: String, number: Int? = nil) -> String {
        TemplateModel.name(id, what, number: number)
    }

    func add(to template: inout TemplateModel) {
        let logs = "/aws/vendedlogs/states/\(name)"
        template.add(
            resource("logs"), "AWS::Logs::LogGroup",
            [("LogGroupName", .string(logs)), ("RetentionInDays", .int(Self.logDays))])
        template.add("\(resource("role"))", "AWS::IAM::Role", roleModel.properties)
        template.add(resource("machine"), "AWS::StepFunctions::StateMachine", machineProperties)
        var version = TemplateModel.Resource(
            name: resource("version"), type: "AWS::StepFunctions::StateMachineVersion",
            properties: [
                ("StateMachineArn", TemplateModel.ref(resource("machine"))),
                (
                    "StateMachineRevisionId",
                    TemplateModel.attribute("StateMachineRevisionId", of: resource("machine"))
                ),
            ])
        // Executions that run keep the version with which they began.
        version.isKept = true
        template.add(version)
        template.add(
            resource("live"), "AWS::StepFunctions::StateMachineAlias",
            [
                ("Name", .string(AWSNames.live)),
                (
                    "RoutingConfiguration",
                    [["StateMachineVersionArn": TemplateModel.ref(resource("version")), "Weight": 100]]
                ),
            ])
        for task in machine.graph.tasks {
            guard case .spark(let job) = task.kind, let glue = machine.context.platform.glue else { continue }
            template.add(
                TemplateModel.name("job", id, task.path), "AWS::Glue::Job",
                GlueDefinition(task, job, machine.context, glue).properties)
        }
        schedules(&template)
        if machine.startsByDatasets {
            let rule = DatasetEvents(names).rule(
                for: machine.pipeline, machine: TemplateModel.ref(resource("live")),
                role: TemplateModel.attribute("Arn", of: "UpdatesRole"))
            template.add(resource("updates"), "AWS::Events::Rule", rule)
        }
        alarms(&template)
        messages(&template)
    }

    // MARK: The machine

    private var machineProperties: [(String, Document)] {
        [
            ("StateMachineName", .string(name)), ("StateMachineType", "STANDARD"),
            ("RoleArn", TemplateModel.attribute("Arn", of: resource("role"))),
            ("DefinitionS3Location", Self.definition(name)),
            (
                "LoggingConfiguration",
                [
                    "Level": "ERROR", "IncludeExecutionData": false,
                    "Destinations": [
                        [
                            "CloudWatchLogsLogGroup": [
                                "LogGroupArn": TemplateModel.attribute("Arn", of: resource("logs"))
                            ]
                        ]
                    ],
                ]
            ),
        ]
    }

    static func definition(_ machine: String) -> Document {
        [
            "Bucket": TemplateModel.ref("CodeBucket"),
            "Key": TemplateModel.substituted("${CodePrefix}/machines/\(machine).asl.json"),
        ]
    }

    /// Actions that have no resource of their own: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    static let logging = Permission(
        [
            "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups",
        ], on: ["*"])

    private var roleModel: RoleModel {
        RoleModel(
            name: role, service: "states.amazonaws.com", source: names.machine(of: id), account: account,
            permissions: machine.permissions + [Self.logging])
    }

    // MARK: When it is started

    private func schedules(_ template: inout TemplateModel) {
        for (index, time) in machine.startTimes.enumerated() {
            let number = machine.startTimes.count > 1 ? index + 1 : nil
            var properties: [(String, Document)] = [
                ("Name", .string(number.map { "\(name)-\($0)" } ?? name)),
                ("Description", .string("Starts runs of \(id).")),
                ("ScheduleExpression", .string(time.text)), ("ScheduleExpressionTimezone", .string(time.zone)),
                ("FlexibleTimeWindow", ["Mode": "OFF"]),
            ]
            properties.append(
                (
                    "Target",
                    [
                        "Arn": TemplateModel.ref(resource("live")),
                        "RoleArn": TemplateModel.attribute("Arn", of: "SchedulerRole"),
                        "Input": #"{"time": "<aws.scheduler.scheduled-time>"}"#,
                        "RetryPolicy": ["MaximumEventAgeInSeconds": 86_400, "MaximumRetryAttempts": 185],
                        "DeadLetterConfig": ["Arn": TemplateModel.attribute("Arn", of: "MissedStarts")],
                    ]
                ))
            template.add(resource("schedule", number: number), "AWS::Scheduler::Schedule", properties)
        }
    }

    // MARK: What is told about it

    /// How runs end is told to whom the pipeline says:
    /// https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
    private func messages(_ template: inout TemplateModel) {
        for (index, message) in machine.pipeline.notifications.filter(\.isSaidByRules).enumerated() {
            guard let connection = message.channel.connections.first else { continue }
            let hasFailed = message.event == .failed
            let states: [Document] = hasFailed ? ["FAILED", "TIMED_OUT", "ABORTED"] : ["SUCCEEDED"]
            let text = message.text?.known ?? "A run of \(id) has \(hasFailed ? "failed" : "succeeded")"
            template.add(
                resource("message", number: index + 1), "AWS::Events::Rule",
                [
                    ("Description", .string("Says how runs of \(id) end.")),
                    (
                        "EventPattern",
                        [
                            "source": ["aws.states"], "detail-type": ["Step Functions Execution Status Change"],
                            "detail": [
                                "status": .array(states),
                                "stateMachineArn": [TemplateModel.ref(resource("machine"))],
                            ],
                        ]
                    ),
                    (
                        "Targets",
                        [
                            [
                                "Id": "topic",
                                "Arn": TemplateModel.ref(
                                    TemplateModel.name("topic", names.topic(ofConnection: connection))),
                                "InputTransformer": [
                                    "InputPathsMap": ["run": "$.detail.name", "why": "$.detail.cause"],
                                    "InputTemplate": .string(
                                        Document.string("\(text): run <run>. <why>").renderedJSON().trimmingLineEnd),
                                ],
                            ]
                        ]
                    ),
                ])
        }
    }

    /// One failed run is told at once, and that none has succeeded for longer than is promised.
    private func alarms(_ template: inout TemplateModel) {
        let failed: [Document] = ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"].enumerated().map {
            [
                "Id": .string("m\($0)"), "ReturnData": false,
                "MetricStat": ["Metric": metric($1), "Period": 60, "Stat": "Sum"],
            ]
        }
        let sum: Document = ["Id": "failed", "Expression": "SUM(METRICS())", "Label": "failed runs"]
        template.add(
            resource("failed"), "AWS::CloudWatch::Alarm",
            [
                ("AlarmName", .string("\(name)-failed")),
                ("AlarmDescription", .string("A run of \(id) has failed, was stopped or took too long.")),
                ("Metrics", .array(failed + [sum])), ("EvaluationPeriods", 1), ("Threshold", 1),
                ("ComparisonOperator", "GreaterThanOrEqualToThreshold"), ("TreatMissingData", "notBreaching"),
                ("AlarmActions", [TemplateModel.ref("Failures")]),
            ])
        guard let hours = PromisedRuns(machine.pipeline, in: project.environment).hoursOfSilence else { return }
        template.add(
            resource("missing"), "AWS::CloudWatch::Alarm",
            [
                ("AlarmName", .string("\(name)-missing")),
                (
                    "AlarmDescription",
                    .string("No run of \(id) has succeeded in \(hours) hours, and one should have.")
                ),
                ("Metrics", [succeeded]), ("EvaluationPeriods", .int(hours)),
                ("DatapointsToAlarm", .int(hours)), ("Threshold", 1), ("ComparisonOperator", "LessThanThreshold"),
                ("TreatMissingData", "breaching"), ("AlarmActions", [TemplateModel.ref("Failures")]),
            ])
    }

    private var succeeded: Document {
        [
            "Id": "succeeded",
            "MetricStat": ["Metric": metric("ExecutionsSucceeded"), "Period": 3_600, "Stat": "Sum"],
        ]
    }

    private func metric(_ name: String) -> Document {
        [
            "Namespace": "AWS/States", "MetricName": .string(name),
            "Dimensions": [
                ["Name": "StateMachineArn", "Value": TemplateModel.ref(resource("machine"))]
            ],
        ]
    }
}

extension String {
    fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
