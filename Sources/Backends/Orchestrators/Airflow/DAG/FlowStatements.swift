import CodeModels
import Compiler
import PipelineModel

/// The statements of a DAG's body: operators in the order of the flow, groups around them, then the edges.
struct FlowStatements {
    let graph: TaskGraph
    private(set) var context: OperatorContext
    let names: VariableNames
    let assets: AssetNames
    private let rules: [TriggerRule]
    /// Those of the mapped group around what is rendered.
    private var items: GroupItems?

    init(
        graph: TaskGraph, context: OperatorContext, names: VariableNames, assets: AssetNames
    ) {
        self.graph = graph
        self.context = context
        self.names = names
        self.assets = assets
        rules = graph.rules()
        self.context.mappedGroups = context.pipeline.root.mappedGroups
    }

    func render(
        _ scope: ScopeModel, adding others: [PythonStatement] = [], edges: [DrawnEdge] = []
    ) -> [PythonStatement] {
        let nodes = scope.nodes.flatMap(apart) + others
        let lines = edgeStatements(scope.edges.filter { !isMadeByTeardown($0) }.map { DrawnEdge($0) } + edges)
        return lines.isEmpty ? nodes : nodes + [.blankLine] + lines
    }

    /// A group stands apart from what is around it.
    private func apart(_ node: NodeModel) -> [PythonStatement] {
        let statements = render(node)
        if case .group = node { return [.blankLine] + statements + [.blankLine] }
        return statements
    }

    private func render(_ node: NodeModel) -> [PythonStatement] {
        switch node {
        case .task(let task): return [.assign(.name(names[task.path]), call(task))]
        case .group(let group):
            var arguments = CallArguments()
            arguments.add("group_id", group.id)
            arguments.add("tooltip", group.tooltip.isEmpty ? nil : group.tooltip)
            if let mapping = group.mapping { return mapped(group, mapping, arguments) }
            let made = group.groupClass.map { OperatorCall.custom($0, context) }
            if let made { arguments.add(made.arguments) }
            let groupClass = made?.operatorClass ?? context.dialect.taskGroup
            return [
                .with(
                    [PythonContext(.call(groupClass, arguments.list), as: names[group.path])],
                    body: render(group.scope))
            ]
        }
    }

    /// A group is mapped by a function that makes it.
    private func mapped(
        _ group: GroupModel, _ mapping: MappingModel, _ arguments: CallArguments
    ) -> [PythonStatement] {
        let holes = group.scope.tasks.flatMap { task in
            OperatorCall.make(for: graph.withBranchTargets(task), context).arguments.list.flatMap(\.holes)
        }
        var inner = self
        inner.context.mappedGroup = group.path
        inner.items = GroupItems(mapping.items, holes: holes, context)
        guard let items = inner.items else { preconditionFailure("it has just been made") }
        let function = names[.groupFunction(group.path)]
        let definition = PythonFunction(
            function, decorators: [.call(context.dialect.taskGroupDecorator, arguments.list)],
            parameters: items.functionParameters, body: inner.render(group.scope))
        return [.function(definition), .assign(.name(names[group.path]), items.expand(.name(function)))]
    }

    private func call(_ task: TaskModel) -> PythonExpression {
        let call = OperatorCall.make(for: graph.withBranchTargets(task), context)
        let own = items.map { $0.apply(to: call.arguments) } ?? call.arguments
        var arguments = CallArguments()
        if task.isGroupClass {
            arguments.add("group_id", task.id)
            arguments.add(own)
            return .call(call.operatorClass, arguments.list, layout: .expanded)
        }
        arguments.add("task_id", task.id)
        arguments.add("task_display_name", task.title)
        arguments.add(own)
        if let rule = rule(of: task), rule != context.pipeline.defaultRule ?? .allSuccess {
            arguments.add("trigger_rule", context.dialect.rule(rule))
        }
        arguments.add(TaskArguments.of(task, context))
        arguments.add("max_active_tis_per_dagrun", task.groupLimit)
        arguments.add("inlets", task.reads.map { .name(assets.dataset($0)) })
        arguments.add("outlets", outlets(of: task))
        arguments.add("doc_md", documentation(of: task))
        guard let mapping = task.mapping else {
            return asTeardown(.call(call.operatorClass, arguments.list, layout: .expanded), of: task)
        }
        let mapped = MappedCall(
            mapping: mapping, fileEndings: call.fileEndings, rendersFields: call.rendersFields,
            remade: call.remade, rowArgument: task.isPythonCall ? "op_kwargs" : nil, names: names, context: context)
        return asTeardown(mapped.render(call.operatorClass, arguments), of: task)
    }

    /// What the author wrote, how sizes came about, and where results of runs are, also of those that failed: Airflow
    /// keeps no result of a task that fails.
    private func documentation(of task: TaskModel) -> String? {
        var parts = [task.documentation].compactMap(\.self)
        if case .spark(let job) = task.kind, let sizes = job.spark.resources.explanation { parts.append(sizes) }
        if task.leavesResult(in: context.environment), let address = context.environment.data.results?.address {
            let folder = address.hasSuffix("/") ? address : address + "/"
            parts.append("[Results of its runs](\(folder)\(context.pipeline.id)/\(task.path)/index.html)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }

    private func outlets(of task: TaskModel) -> [PythonExpression] {
        task.writes.map { .name(assets.dataset($0)) } + task.aliases.map { .name(assets.alias($0)) }
    }

    /// A teardown's rule is its own; Airflow sets it.
    private func rule(of task: TaskModel) -> TriggerRule? {
        guard !task.isTeardown, let index = graph.index(of: task.path) else { return nil }
        return rules[index]
    }

    private func asTeardown(_ call: PythonExpression, of task: TaskModel) -> PythonExpression {
        guard case .teardown(let setups, let failsRun) = task.role else { return call }
        var arguments = CallArguments()
        arguments.add("setups", operand(setups.map { .node($0) }))
        if failsRun { arguments.add("on_failure_fail_dagrun", .bool(true)) }
        return .call(.attribute(call, "as_teardown"), arguments.list)
    }

    /// `as_teardown(setups=…)` draws the edge from each setup itself.
    private func isMadeByTeardown(_ edge: EdgeModel) -> Bool {
        guard let index = graph.index(of: edge.to), case .teardown(let setups, _) = graph.tasks[index].role else {
            return false
        }
        return setups.contains(edge.from)
    }

    private func edgeStatements(_ edges: [DrawnEdge]) -> [PythonStatement] {
        EdgeChains.gather(edges).map { chain in
            if chain.count == 2, case .nodes(let sources) = chain[0], case .nodes(let targets) = chain[1],
                sources.count > 1, targets.count > 1
            {
                return .expression(
                    .call(
                        context.dialect.crossDownstream,
                        [.positional(operand(sources)), .positional(operand(targets))]))
            }
            return .expression(
                .binary(
                    .shiftRight,
                    chain.map { link in
                        switch link {
                        case .nodes(let keys): operand(keys)
                        case .label(let text): .call(context.dialect.label, [.positional(.string(text))])
                        }
                    }))
        }
    }

    private func operand(_ keys: [VariableKey]) -> PythonExpression {
        keys.count == 1 ? variable(keys[0]) : .list(keys.map(variable))
    }

    private func variable(_ key: VariableKey) -> PythonExpression {
        if case .node(let path) = key { context.node(path) } else { .name(names[key]) }
    }
}

extension ScopeModel {
    /// The mapped group of each task that stands in one, by the task's path.
    fileprivate var mappedGroups: [String: String] {
        var found: [String: String] = [:]
        collect(within: nil, &found)
        return found
    }

    private func collect(within mapped: String?, _ found: inout [String: String]) {
        for node in nodes {
            switch node {
            case .task(let task): found[task.path] = mapped
            case .group(let group): group.scope.collect(within: group.mapping == nil ? mapped : group.path, &found)
            }
        }
    }
}

extension TaskModel {
    fileprivate var isPythonCall: Bool { if case .python = kind { true } else { false } }
}

extension PythonArgument {
    fileprivate var holes: [PythonHole] {
        switch self {
        case .positional(let value), .keyword(_, let value), .unpacked(let value): value.holes
        }
    }
}

extension ScopeModel {
    /// The tasks in it and in the groups in it.
    fileprivate var tasks: [TaskModel] {
        nodes.flatMap { node in
            switch node {
            case .task(let task): [task]
            case .group(let group): group.scope.tasks
            }
        }
    }
}
