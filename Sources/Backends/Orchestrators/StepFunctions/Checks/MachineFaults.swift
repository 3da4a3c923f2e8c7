import CodeModels

/// What is wrong with the definition of a machine, of what Step Functions refuses when it is made or fails at when it runs.
///
/// It reads the document as it is written, so that it finds what no type has kept out. Linear in its size.
struct MachineFaults {
    private(set) var found: [String] = []
    private var names: Set<String> = []
    /// What variables are set to that are no expressions.
    private var values: [String: Document] = [:]

    static func all(in machine: Document) -> [String] {
        var faults = MachineFaults()
        if machine["QueryLanguage"] != "JSONata" { faults.add("it does not say that its language is JSONata") }
        if machine["TimeoutSeconds"]?.positive == nil { faults.add("it may run for ever") }
        faults.level(machine, known: ["states"], of: "the machine")
        return faults.found
    }

    private mutating func add(_ fault: String) { found.append(fault) }

    // MARK: Levels

    private mutating func level(_ level: Document, known: Set<String>, of place: String) {
        guard case .object(let states) = level["States"] ?? .null, !states.entries.isEmpty else {
            return add("\(place) has no states")
        }
        guard let start = level["StartAt"]?.string else { return add("\(place) starts nowhere") }
        var variables = known
        for (_, state) in states.entries {
            variables.formUnion(assigned(in: state))
            if case .object(let set) = state["Assign"] ?? .null {
                for (name, value) in set.entries { values[name] = value }
            }
        }
        for (name, state) in states.entries {
            if !names.insert(name).inserted { add("two states are called `\(name)`") }
            if name.unicodeScalars.count > StateNames.longest { add("`\(name)` has more than 80 characters") }
            let own = assigned(in: state).intersection(known)
            for variable in own.sorted() { add("`\(name)` sets `\(variable)`, a variable of the level around") }
            self.state(state, name, variables)
        }
        reach(from: start, states, place)
    }

    private func assigned(in state: Document) -> Set<String> {
        let holders = [state] + (state["Choices"]?.items ?? []) + (state["Catch"]?.items ?? [])
        return holders.reduce(into: []) { names, holder in
            if case .object(let values) = holder["Assign"] ?? .null { names.formUnion(values.keys) }
        }
    }

    /// Every state is reached from the first, and each leads to a state of the same level or ends it.
    private mutating func reach(from start: String, _ states: DocumentObject, _ place: String) {
        var reached: Set<String> = [start]
        var queue = [start]
        if states[start] == nil { add("\(place) starts at `\(start)`, which is not there") }
        var hasEnd = false
        while let name = queue.popLast() {
            guard let state = states[name] else { continue }
            let targets = Self.targets(of: state)
            hasEnd = hasEnd || targets.isEmpty
            for target in targets {
                if states[target] == nil { add("`\(name)` leads to `\(target)`, which is not there") }
                if reached.insert(target).inserted { queue.append(target) }
            }
        }
        if !hasEnd { add("\(place) never ends") }
        for name in states.keys where !reached.contains(name) { add("`\(name)` is never reached") }
        endless(states)
    }

    /// From every state some way leads to an end.
    private mutating func endless(_ states: DocumentObject) {
        var before: [String: [String]] = [:]
        var ending: Set<String> = []
        for (name, state) in states.entries {
            let targets = Self.targets(of: state)
            if targets.isEmpty { ending.insert(name) }
            for target in targets { before[target, default: []].append(name) }
        }
        var queue = Array(ending)
        while let name = queue.popLast() {
            for earlier in before[name] ?? [] where ending.insert(earlier).inserted { queue.append(earlier) }
        }
        for name in states.keys where !ending.contains(name) { add("from `\(name)` no way leads to an end") }
    }

    private static func targets(of state: Document) -> [String] {
        let catchers = (state["Catch"]?.items ?? []).compactMap { $0["Next"]?.string }
        let rules = (state["Choices"]?.items ?? []).compactMap { $0["Next"]?.string }
        return [state["Next"]?.string, state["Default"]?.string].compactMap(\.self) + catchers + rules
    }

    // MARK: States

    private mutating func state(_ state: Document, _ name: String, _ variables: Set<String>) {
        guard let type = state["Type"]?.string, let allowed = StateFields.allowed[type] else {
            return add("`\(name)` has no type of a state")
        }
        if case .object(let fields) = state {
            for field in fields.keys where !allowed.contains(field) { add("`\(name)`, a \(type), has `\(field)`") }
        }
        for field in StateFields.needed[type] ?? [] where state[field] == nil { add("`\(name)` has no `\(field)`") }
        if StateFields.continuing.contains(type), (state["Next"] == nil) == (state["End"] == nil) {
            add("`\(name)` has to go on or to end")
        }
        switch type {
        case "Task": task(state, name)
        case "Choice": choice(state, name)
        case "Wait":
            if (state["Seconds"] == nil) == (state["Timestamp"] == nil) { add("`\(name)` has no one time to wait for") }
        case "Parallel":
            if state["Branches"]?.items.isEmpty != false { add("`\(name)` has no branches") }
        default: break
        }
        for (index, branch) in (state["Branches"]?.items ?? []).enumerated() {
            level(branch, known: variables, of: "branch \(index) of `\(name)`")
        }
        if let processor = state["ItemProcessor"] { map(state, processor, name, variables) }
        retriers(state["Retry"]?.items ?? [], name)
        catchers(state["Catch"]?.items ?? [], name)
        expressions(state, name, variables)
    }

    private mutating func map(_ state: Document, _ processor: Document, _ name: String, _ variables: Set<String>) {
        level(processor, known: variables, of: "what `\(name)` repeats")
        let isDistributed = processor["ProcessorConfig"]?["Mode"] == "DISTRIBUTED"
        for field in StateFields.distributed where state[field] != nil && !isDistributed {
            add("`\(name)` has `\(field)`, and is not distributed")
        }
        if isDistributed, processor["ProcessorConfig"]?["ExecutionType"] == nil {
            add("`\(name)` does not say how its executions run")
        }
        if case .int(let most) = state["MaxConcurrency"] ?? 0, most < 0 { add("`\(name)` runs \(most) items at once") }
    }

    private mutating func choice(_ state: Document, _ name: String) {
        let rules = state["Choices"]?.items ?? []
        if rules.isEmpty { add("`\(name)` has nothing to choose from") }
        for rule in rules where rule["Condition"] == nil || rule["Next"] == nil {
            add("a rule of `\(name)` has no condition or leads nowhere")
        }
    }

    private mutating func task(_ state: Document, _ name: String) {
        guard let resource = state["Resource"]?.string, resource.hasPrefix("arn:aws:states:::") else {
            return add("`\(name)` calls no service")
        }
        let call = ServicePatterns.call(resource)
        guard let patterns = ServicePatterns.known[call.action] else {
            return add("`\(name)` calls `\(call.action)`, which is not known")
        }
        if !patterns.contains(call.pattern) {
            add("`\(name)` waits for `\(call.action)` in a way that it does not have")
        }
        for needed in ServicePatterns.needed[call.action] ?? [] where !gives(needed, state["Arguments"]) {
            add("`\(name)` does not give `\(needed)`")
        }
        if call.pattern == ".waitForTaskToken",
            state["Arguments"]?.strings.contains(where: { $0.contains("$states.context.Task.Token") }) != true
        {
            add("`\(name)` waits for a token that it gives to nobody")
        }
        if let heartbeat = state["HeartbeatSeconds"]?.positive, let timeout = state["TimeoutSeconds"]?.positive,
            heartbeat >= timeout
        {
            add("the heartbeat of `\(name)` is as long as its time-out")
        }
        if state["TimeoutSeconds"] != nil, state["TimeoutSeconds"]?.positive == nil {
            add("the time-out of `\(name)` is no time")
        }
    }

    /// As a field, as one of the expression that the arguments are, or in a variable that this puts together with its own.
    private func gives(_ needed: String, _ arguments: Document?) -> Bool {
        guard let expression = arguments?.string else { return arguments?[needed] != nil }
        return expression.contains("'\(needed)': ")
            || values.contains { expression.contains("$merge([$\($0.key), ") && $0.value[needed] != nil }
    }

    private mutating func retriers(_ retriers: [Document], _ name: String) {
        for (index, retrier) in retriers.enumerated() {
            errors(of: retrier, name, isLast: index == retriers.count - 1)
            let interval = retrier["IntervalSeconds"]?.positive ?? 1
            if let field = retrier["IntervalSeconds"], field.positive == nil {
                add("a retry of `\(name)` waits no time")
            }
            if case .int(let attempts) = retrier["MaxAttempts"] ?? 3, attempts < 0 || attempts > 99_999_999 {
                add("`\(name)` retries \(attempts) times")
            }
            if let most = retrier["MaxDelaySeconds"]?.positive, most <= interval {
                add("the longest wait of `\(name)` is not longer than its first")
            }
            if case .int(let rate) = retrier["BackoffRate"] ?? 1, rate < 1 { add("the waits of `\(name)` get shorter") }
        }
    }

    private mutating func catchers(_ catchers: [Document], _ name: String) {
        for (index, catcher) in catchers.enumerated() {
            errors(of: catcher, name, isLast: index == catchers.count - 1)
            if catcher["Next"] == nil { add("a catcher of `\(name)` leads nowhere") }
        }
    }

    private mutating func errors(of holder: Document, _ name: String, isLast: Bool) {
        let errors = holder["ErrorEquals"]?.items.compactMap(\.string) ?? []
        if errors.isEmpty { add("`\(name)` waits for no error") }
        if errors.contains("States.ALL"), errors.count > 1 || !isLast {
            add("`States.ALL` of `\(name)` is not alone and last")
        }
        for error in errors where error.hasPrefix("States.") && !StateFields.errors.contains(error) {
            add("`\(name)` waits for `\(error)`, which there is not")
        }
    }

    // MARK: Expressions

    private mutating func expressions(_ state: Document, _ name: String, _ variables: Set<String>) {
        guard case .object(let fields) = state else { return }
        for (key, value) in fields.entries where key != "Branches" && key != "ItemProcessor" {
            for text in value.strings {
                guard text.hasPrefix("{%") else { continue }
                guard text.hasSuffix("%}") else {
                    add("an expression of `\(name)` does not end")
                    continue
                }
                let problem = JSONataSyntax.problem(in: String(text.dropFirst(2).dropLast(2)), known: variables)
                if let problem { add("an expression of `\(name)` \(problem)") }
            }
        }
        if let path = fields.keys.first(where: { $0.hasSuffix(".$") }) { add("`\(name)` has a path, `\(path)`") }
    }
}

extension Document {
    fileprivate var items: [Document] {
        if case .array(let items) = self { items } else { [] }
    }

    fileprivate var positive: Int? {
        if case .int(let number) = self, number > 0 { number } else { nil }
    }

    /// Every string in it.
    fileprivate var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let items): items.flatMap(\.strings)
        case .object(let object): object.entries.flatMap(\.value.strings)
        case .null, .bool, .int, .number: []
        }
    }
}
