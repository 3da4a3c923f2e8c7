import BackendInterface
import CodeModels

extension MachineModel {
    /// As the definition of a machine.
    var document: Document {
        var fields: [(String, Document)] = [
            ("Comment", .string(comment)), ("QueryLanguage", "JSONata"), ("TimeoutSeconds", .int(timeout)),
        ]
        fields += flow.fields
        return .object(fields)
    }
}

extension MachineFlow {
    fileprivate var fields: [(String, Document)] {
        [("StartAt", .string(start)), ("States", .object(states.map { ($0.name, $0.document) }))]
    }

    fileprivate var document: Document { .object(fields) }
}

extension MachineState {
    fileprivate var document: Document {
        var fields = action.fields
        if let comment { fields.insert(("Comment", .string(comment)), at: 1) }
        if !assigns.isEmpty {
            fields.append(("Assign", .object(assigns.map { ($0.variable, $0.value.document) })))
        }
        if let output { fields.append(("Output", output.document)) }
        return .object(fields + action.last)
    }
}

extension MachineState.Action {
    /// What stands first, with the type at the head.
    fileprivate var fields: [(String, Document)] {
        switch self {
        case .pass: [("Type", "Pass")]
        case .task(let task, _): [("Type", "Task")] + task.call.fields + task.robustness.fields
        case .choice(let rules, _): [("Type", "Choice"), ("Choices", .array(rules.map(\.document)))]
        case .parallel(let branches, let arguments, let robustness, _):
            [("Type", "Parallel")] + (arguments.map { [("Arguments", $0.document)] } ?? [])
                + [("Branches", .array(branches.map(\.document)))] + robustness.fields
        case .map(let map, _): [("Type", "Map")] + map.fields
        case .waitUntil(let moment, _): [("Type", "Wait"), ("Timestamp", moment.document)]
        case .waitFor(let seconds, _): [("Type", "Wait"), ("Seconds", seconds.document)]
        case .succeed: [("Type", "Succeed")]
        case .fail(let error, let cause): [("Type", "Fail"), ("Error", error.document), ("Cause", cause.document)]
        }
    }

    /// Where it leads.
    fileprivate var last: [(String, Document)] {
        switch self {
        case .pass(let next), .task(_, let next), .parallel(_, _, _, let next), .map(_, let next),
            .waitUntil(_, let next), .waitFor(_, let next):
            [next.field]
        case .choice(_, let otherwise): [("Default", .string(otherwise))]
        case .succeed, .fail: []
        }
    }
}

extension Transition {
    fileprivate var field: (String, Document) {
        switch self {
        case .to(let name): ("Next", .string(name))
        case .end: ("End", true)
        }
    }
}

extension ServiceCall {
    fileprivate var fields: [(String, Document)] {
        [("Resource", .string(resource)), ("Arguments", arguments.document)]
    }
}

extension ChoiceRule {
    fileprivate var document: Document {
        var fields: [(String, Document)] = [("Condition", JSONataTemplate.written(condition))]
        if let output { fields.append(("Output", output.document)) }
        return .object(fields + [("Next", .string(next))])
    }
}

extension MapState {
    fileprivate var fields: [(String, Document)] {
        var fields: [(String, Document)] = [("Items", items.document), ("ItemSelector", selector.document)]
        if let concurrency { fields.append(("MaxConcurrency", .int(concurrency))) }
        let processor: Document =
            isDistributed
            ? ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"] : ["Mode": "INLINE"]
        fields.append(("ItemProcessor", .object([("ProcessorConfig", processor)] + flow.fields)))
        return fields + robustness.fields
    }
}

extension Robustness {
    fileprivate var fields: [(String, Document)] {
        var fields: [(String, Document)] = []
        if let timeout { fields.append(("TimeoutSeconds", .int(timeout))) }
        if let heartbeat { fields.append(("HeartbeatSeconds", .int(heartbeat))) }
        if !retriers.isEmpty { fields.append(("Retry", .array(retriers.map(\.document)))) }
        if !catchers.isEmpty { fields.append(("Catch", .array(catchers.map(\.document)))) }
        return fields
    }
}

extension Retrier {
    fileprivate var document: Document {
        var fields: [(String, Document)] = [
            ("ErrorEquals", .array(errors.map { .string($0) })), ("IntervalSeconds", .int(interval)),
            ("MaxAttempts", .int(attempts)),
        ]
        if backoff != Self.usualBackoff { fields.append(("BackoffRate", .int(backoff))) }
        if let maximumDelay { fields.append(("MaxDelaySeconds", .int(maximumDelay))) }
        if hasJitter { fields.append(("JitterStrategy", "FULL")) }
        return .object(fields)
    }
}

extension Catcher {
    fileprivate var document: Document {
        .object([
            ("ErrorEquals", .array(errors.map { .string($0) })), ("Output", output.document), ("Next", .string(next)),
        ])
    }
}
