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

    /// The first finds out what the run is about, from the input: `time`, the moment for which it was scheduled; or `start`
    /// and `end`, the window of a run that a person starts; and `params`. Without any it is about now.
    func beginning(to next: Transition) -> [MachineState] {
        let rounds = RunVariables(context, usedVariables)
        var state = MachineState(StateNames.window, .pass(next: next))
        if let call = rounds.last { state.action = .task(TaskState(call: call, robustness: .ownCall), next: next) }
        state.output = .known(.object(DocumentObject()))
        state.assigns = [.init(variable: JSONataText.run, value: .expression(run(rounds.values)))]
        if let platform = context.platform.containers, order.graph.tasks.contains(where: \.runsInContainer) {
            state.assigns.append(.init(variable: JobContainer.job, value: JobContainer.job(platform, context.names)))
        }
        return rounds.earlier(to: state.name) + [state]
    }

    /// - Parameter variables: what the environment holds; nil when no task asks for it.
    private func run(_ variables: JSONataExpression?) -> JSONataExpression {
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
        if let variables { fields.append(.init(JSONataText.Field.variables, variables)) }
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

    /// Values of the environment that tasks use.
    var usedVariables: [String] {
        var names = texts.flatMap(\.variables)
        if order.graph.tasks.contains(where: \.runsInContainer) { names += context.environment.data.python.variables }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
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

    /// - Parameter last: the states through which a run that has failed comes to its end.
    func end(whenFailed last: [MachineState]) -> [MachineState] {
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
                    [ChoiceRule(condition: RunRecord.looking(failed), next: last.first?.name ?? StateNames.failed)],
                    otherwise: StateNames.succeeded))
        ] + last + [
            MachineState(StateNames.failed, .fail(error: .text("TasksFailed"), cause: .expression(cause))),
            MachineState(StateNames.succeeded, .succeed),
        ]
    }
}
