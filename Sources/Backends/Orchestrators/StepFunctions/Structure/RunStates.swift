import CodeModels
import Compiler
import PipelineModel

/// The states with which every execution begins and ends.
struct RunStates {
    private let context: WorkContext
    private let order: FlowOrder

    init(_ context: WorkContext, _ order: FlowOrder) {
        self.context = context
        self.order = order
    }

    // MARK: The beginning

    /// Finds out what the run is about, from the input: `time`, the moment for which it was scheduled; or `start` and
    /// `end`, the window of a run that a person starts; and `params`. Without any it is about now.
    func beginning(to next: Transition) -> MachineState {
        let variables = usedVariables
        var state: MachineState
        if variables.isEmpty {
            state = MachineState(StateNames.window, .pass(next: next))
        } else {
            state = MachineState(StateNames.window, .task(TaskState(call: parameters(variables)), next: next))
        }
        state.output = .known(.object(DocumentObject()))
        state.assigns = [.init(variable: JSONataText.run, value: .expression(run(variables)))]
        if let platform = context.platform.containers, order.graph.tasks.contains(where: \.runsInContainer) {
            state.assigns.append(.init(variable: JobContainer.job, value: JobContainer.job(platform, context.names)))
        }
        return state
    }

    private func run(_ variables: [String]) -> JSONataExpression {
        guard let table = WindowTable(context.pipeline) else {
            preconditionFailure("a checked project has schedules whose windows a machine can look up")
        }
        let contextObject = JSONataExpression.field(.field(.variable("states"), "context"), "Execution")
        let input = JSONataExpression.field(contextObject, "Input")
        let given = { (name: String) in JSONataExpression.field(input, name) }
        let moment = JSONataExpression.condition(
            .call("exists", [given("time")]), then: given("time"), otherwise: .field(contextObject, "StartTime"))
        let minute = JSONataExpression.call(
            "floor", [.operation(.call("toMillis", [moment]), .divide, .int(60_000))])
        let window = WindowExpression(table, at: .variable("minute"))
        let isGiven = JSONataExpression.call("exists", [given("start")])
        let bindings: [JSONataExpression.Binding] =
            [.init("minute", minute)] + window.bindings + [
                .init(
                    "from", .condition(isGiven, then: millis(given("start")), otherwise: millis(ofMinute: window.start))
                ),
                .init("to", .condition(isGiven, then: millis(given("end")), otherwise: millis(ofMinute: window.end))),
            ]
        var fields: [JSONataExpression.Entry] = [
            .init(JSONataText.Field.id, .field(contextObject, "Name")),
            .init(JSONataText.Field.start, text(.variable("from"))),
            .init(JSONataText.Field.end, text(.variable("to"))),
            .init(JSONataText.Field.date, text(.variable("from"))),
        ]
        if !context.pipeline.params.isEmpty {
            let initial = context.pipeline.params.compactMap { param in
                param.initial.map { JSONataExpression.Entry(param.name, ValueTemplate.expression($0)) }
            }
            fields.append(.init(JSONataText.Field.params, .merged([.object(initial), given("params")])))
        }
        if !variables.isEmpty { fields.append(.init(JSONataText.Field.variables, values(of: variables))) }
        let zones = usedZones
        if !zones.isEmpty { fields.append(.init(JSONataText.Field.offsets, offsets(of: zones))) }
        return .block(bindings, .object(fields))
    }

    private func millis(_ text: JSONataExpression) -> JSONataExpression { .call("toMillis", [text]) }

    private func millis(ofMinute minute: JSONataExpression) -> JSONataExpression {
        .operation(minute, .multiply, .int(60_000))
    }

    private func text(_ millis: JSONataExpression) -> JSONataExpression {
        JSONataText.instant(millis)
    }

    // MARK: Parameters of the environment

    private var texts: [RuntimeText] {
        order.graph.tasks.flatMap { task in
            task.kind.facts.texts
                + task.kind.facts.inputs.flatMap { [ValueModel.Entry($0.name, $0.value)].texts }
        }
    }

    /// Values of the environment that are asked for at once: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
    static let mostVariables = 10

    /// Values of the environment that tasks use.
    var usedVariables: [String] {
        var names = texts.flatMap(\.variables)
        if order.graph.tasks.contains(where: \.runsInContainer) { names += context.environment.data.python.variables }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// Values that the environment holds lie in the Parameter Store, by the project's name and theirs.
    private func parameters(_ names: [String]) -> ServiceCall {
        let paths = names.map { parameter($0) }
        return ServiceCall(
            service: "aws-sdk", action: "ssm:getParameters", pattern: .answered,
            arguments: .object([.init("Names", .list(paths.map { .text($0) }))]),
            permissions: [
                Permission(["ssm:GetParameters"], on: paths.map { context.names.arn("ssm", "parameter\($0)") })
            ])
    }

    private func parameter(_ name: String) -> String { "/\(AWSNames.allowed(context.project))/\(name)" }

    private func values(of names: [String]) -> JSONataExpression {
        .object(
            names.map { name in
                let found = JSONataExpression.filter(
                    .field(RunRecord.result, "Parameters"),
                    .operation(.own("Name"), .equal, .string(parameter(name))))
                let value = JSONataExpression.field(found, "Value")
                // Nothing in the middle of a text is the empty text, and the work would be done somewhere else.
                let missing = JSONataExpression.call(
                    "error", [.string("parameter \(parameter(name)) is missing in the Parameter Store")])
                return .init(name, .condition(.call("exists", [value]), then: value, otherwise: missing))
            })
    }

    // MARK: Zones

    private var usedZones: [String] {
        var zones = texts.flatMap(\.allParts).compactMap { $0.time?.zone }
        for task in order.graph.tasks {
            if case .sensor(let sensor) = task.kind, case .timeOfDay(_, _, let zone) = sensor.condition {
                zones.append(zone)
            }
        }
        var seen: Set<String> = []
        return zones.filter { seen.insert($0).inserted }
    }

    private func offsets(of zones: [String]) -> JSONataExpression {
        .object(
            zones.map { name in
                let eras = ZoneEra.table(of: name, for: context.pipeline)
                let start = ZoneEra.offset(eras, at: .variable("from"))
                let entries: [JSONataExpression.Entry] = [
                    .init(JSONataText.Field.start, start),
                    .init(JSONataText.Field.end, ZoneEra.offset(eras, at: .variable("to"))),
                    .init(JSONataText.Field.date, start),
                ]
                return .init(name, .object(entries))
            })
    }

    // MARK: The end

    /// A run has failed when one of the tasks that decide it has, whatever ran after others. Of an expression that looks
    /// at the whole record; nil when none decides.
    var hasFailed: JSONataExpression? {
        let deciding = order.deciding
        return deciding.isEmpty ? nil : EndedTasks(deciding, order).any(.failed, .upstreamFailed)
    }

    func end() -> [MachineState] {
        guard let failed = hasFailed else { return [MachineState(StateNames.succeeded, .succeed)] }
        let names = JSONataExpression.call(
            "keys",
            [
                .call(
                    "sift",
                    [
                        RunRecord.input,
                        .function(
                            ["ended", "task"],
                            .operation(
                                .operation(.variable("ended"), .equal, EndState.failed.expression), .and,
                                .not(.call("contains", [.variable("task"), .string(" ")])))),
                    ])
            ])
        let cause = JSONataExpression.operation(
            .string("failed: "), .join, .call("join", [.call("append", [.array([]), names]), .string(", ")]))
        return [
            MachineState(
                StateNames.ended,
                .choice(
                    [ChoiceRule(condition: RunRecord.looking(failed), next: StateNames.failed)],
                    otherwise: StateNames.succeeded)),
            MachineState(StateNames.failed, .fail(error: .text("TasksFailed"), cause: .expression(cause))),
            MachineState(StateNames.succeeded, .succeed),
        ]
    }
}
