import PipelineModel

/// What does not work when a component is down: components that need it, and pipelines that use it.
struct DependencyGraph {
    private let operations: OperationsModel
    private let needs: [String: [String]]
    private let users: [String: [String]]

    init(_ model: ProjectModel, _ operations: OperationsModel) {
        self.operations = operations
        var needs: [String: [String]] = [:]
        for component in operations.components {
            for other in component.dependencies + [component.measuredBy].compactMap(\.self) {
                needs[other, default: []].append(component.name)
            }
        }
        var byConnection: [String: String] = [:]
        for component in operations.components {
            for connection in component.connections { byConnection[connection] = component.name }
        }
        var users: [String: [String]] = [:]
        for pipeline in model.pipelines {
            let used = Set(model.connections(of: pipeline).compactMap { byConnection[$0] })
            for component in used { users[component, default: []].append(pipeline.id) }
        }
        self.needs = needs
        self.users = users
    }

    /// Every component that needs it, by whatever way, without itself. In the order of their names.
    func components(needing component: String) -> [String] {
        var found: Set<String> = []
        var queue = [component]
        while let next = queue.popLast() {
            for other in needs[next] ?? [] where other != component && found.insert(other).inserted {
                queue.append(other)
            }
        }
        return found.sorted()
    }

    /// Every pipeline that uses it, or a component that needs it. In the order of their ids.
    func pipelines(using component: String) -> [String] {
        let components = [component] + components(needing: component)
        // Without what schedules them, no pipeline runs.
        if components.contains(where: { operations.component(named: $0)?.kind == "airflow-scheduler" }) {
            return ["*"]
        }
        return Set(components.flatMap { users[$0] ?? [] }).sorted()
    }
}

extension ProjectModel {
    /// The connections that tasks of a pipeline use, by themselves or as engines of stores.
    func connections(of pipeline: PipelineModel) -> Set<String> {
        var used: Set<String> = []
        for task in pipeline.root.everyTask {
            used.formUnion(task.kind.facts.connections)
            for name in task.kind.facts.stores + (task.reads + task.writes).map(\.store) {
                if let store = environment.store(named: name), let connection = store.engine.connection {
                    used.insert(connection)
                }
            }
        }
        return used
    }
}

extension ScopeModel {
    /// Its tasks and those of its groups.
    var everyTask: [TaskModel] {
        nodes.flatMap { node in
            switch node {
            case .task(let task): [task]
            case .group(let group): group.scope.everyTask
            }
        }
    }
}
