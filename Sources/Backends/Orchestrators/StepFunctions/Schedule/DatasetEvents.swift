import BackendInterface
import CodeModels
import Compiler
import PipelineModel

/// Events of EventBridge by which runs tell that datasets have been updated, and start the pipelines that wait for them:
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
///
/// Airflow tells when the task has ended that writes a dataset, and a machine when its run has.
struct DatasetEvents {
    private let names: AWSNames

    init(_ names: AWSNames) {
        self.names = names
    }

    private static let detailType = "Dataset updated"
    /// How many one call may tell: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    private static let most = 10

    private var source: String { "dagc.\(names.projectName)" }

    /// The URIs of datasets of which some pipeline wants to hear.
    static func awaited(in project: ProjectModel) -> Set<String> {
        Set(project.pipelines.flatMap(\.schedule.datasets).map(\.uri))
    }

    // MARK: Telling

    /// The states that tell what a run has updated; none where nobody wants to know. The first is where they begin.
    ///
    /// - Parameter pipeline: whose run it is.
    func states(
        of graph: TaskGraph, in pipeline: String, awaited: Set<String>, to later: String
    ) -> [MachineState] {
        let writers = graph.tasks.flatMap { task in
            task.writes.map(\.uri).filter(awaited.contains).map { (task: task.path, dataset: $0) }
        }
        let rounds = stride(from: 0, to: writers.count, by: Self.most).map {
            Array(writers[$0..<min($0 + Self.most, writers.count)])
        }
        var (states, goal) = ([MachineState](), later)
        for (index, writers) in rounds.enumerated().reversed() {
            states = telling(writers, in: pipeline, number: rounds.count > 1 ? index + 1 : nil, to: goal) + states
            goal = states[0].name
        }
        return states
    }

    private func telling(
        _ writers: [(task: String, dataset: String)], in pipeline: String, number: Int?, to later: String
    ) -> [MachineState] {
        let succeeded = writers.map { writer in
            JSONataExpression.operation(
                RunRecord.given(RunRecord.Key.state, of: writer.task), .equal, EndState.success.expression)
        }
        let entries = zip(writers, succeeded).map { writer, hasSucceeded in
            JSONataExpression.condition(hasSucceeded, then: entry(writer.dataset, of: pipeline), otherwise: .array([]))
        }
        // Nested calls put lists and single entries into one list.
        let list = entries.reduce(JSONataExpression.array([])) { .call("append", [$0, $1]) }
        let call = ServiceCall(
            service: "events", action: "putEvents", pattern: .answered,
            arguments: .object([.init("Entries", .expression(list))]),
            permissions: [Permission(["events:PutEvents"], on: [names.arn("events", "event-bus/default")])])
        let end = number.map { " (\($0))" } ?? ""
        let tell = MachineState(
            StateNames.told + end, .task(TaskState(call: call, robustness: .ownCall), next: .to(later)),
            output: .expression(RunRecord.input))
        let rule = ChoiceRule(condition: .joined(succeeded, by: .or), next: tell.name)
        return [MachineState(StateNames.news + end, .choice([rule], otherwise: later)), tell]
    }

    private func entry(_ dataset: String, of pipeline: String) -> JSONataExpression {
        .object([
            .init("Source", .string(source)), .init("DetailType", .string(Self.detailType)),
            .init(
                "Detail",
                .object([
                    .init("dataset", .string(dataset)), .init("pipeline", .string(pipeline)),
                    .init("run", JSONataText.run(JSONataText.Field.id)),
                    .init("end", JSONataText.run(JSONataText.Field.end)),
                ])),
        ])
    }

    // MARK: Hearing

    /// The properties of `AWS::Events::Rule`, which starts runs of a pipeline.
    func rule(for pipeline: PipelineModel, machine: Document, role: Document) -> [(String, Document)] {
        let pattern: Document = [
            "source": [.string(source)], "detail-type": [.string(Self.detailType)],
            "detail": ["dataset": .strings(pipeline.schedule.datasets.map(\.uri))],
        ]
        return [
            ("Description", .string("Starts runs of \(pipeline.id) when its datasets have been updated.")),
            ("EventPattern", pattern),
            (
                "Targets",
                [
                    [
                        "Id": "machine", "Arn": machine, "RoleArn": role,
                        "InputTransformer": [
                            "InputPathsMap": [
                                "time": "$.time", "pipeline": "$.detail.pipeline", "run": "$.detail.run",
                            ],
                            "InputTemplate": .string(
                                #"{"\#(RunGuard.Cause.time)": "<time>", "#
                                    + #""\#(RunGuard.Cause.run)": "<pipeline>/<run>"}"#),
                        ],
                        "RetryPolicy": ["MaximumEventAgeInSeconds": 86_400, "MaximumRetryAttempts": 185],
                        "DeadLetterConfig": ["Arn": TemplateModel.attribute("Arn", of: "MissedStarts")],
                    ]
                ]
            ),
        ]
    }
}

extension ScheduleModel {
    /// Whether updates of datasets start runs, each by itself.
    var startsByAnyDataset: Bool {
        switch self {
        case .datasets(let condition), .datasetsOrCron(let condition, _): condition.isAny
        default: false
        }
    }
}

extension DatasetCondition {
    /// Whether one update is enough, whichever it is.
    fileprivate var isAny: Bool {
        switch self {
        case .updated: true
        case .alias: false
        case .any(let parts): parts.allSatisfy(\.isAny)
        case .all(let parts): parts.count == 1 && parts[0].isAny
        }
    }
}
