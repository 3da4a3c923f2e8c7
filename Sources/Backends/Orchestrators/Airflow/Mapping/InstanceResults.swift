import Compiler
import PipelineModel

/// Puts into texts which results are meant of tasks that have several instances.
enum InstanceResults {
    /// Nil when no text asks for a result of such a task.
    static func named(in pipeline: PipelineModel) -> PipelineModel? {
        let instances = Instances(pipeline.root)
        guard !instances.groups.isEmpty || !instances.mapped.isEmpty else { return nil }
        var copy = pipeline
        copy.root.repeatDefaults(copy.defaults.notifications ?? [], for: instances)
        copy.root.nameResults(in: nil, instances)
        copy.visitSharedNotifications { $0.nameResults(in: nil, instances) }
        return copy == pipeline ? nil : copy
    }

    /// The tasks whose results are lists with one of each instance.
    static func lists(in pipeline: PipelineModel) -> Set<String> {
        let instances = Instances(pipeline.root)
        return instances.mapped.union(instances.groups.keys)
    }

    /// The tasks of a pipeline that have several instances.
    fileprivate struct Instances {
        private(set) var mapped: Set<String> = []
        /// The mapped group of each task that stands in one, by the task's path.
        private(set) var groups: [String: String] = [:]

        init(_ root: ScopeModel) {
            add(root, group: nil)
        }

        private mutating func add(_ scope: ScopeModel, group: String?) {
            for node in scope.nodes {
                switch node {
                case .task(let task):
                    if task.mapping != nil { mapped.insert(task.path) }
                    if let group { groups[task.path] = group }
                case .group(let inner): add(inner.scope, group: inner.mapping == nil ? group : inner.path)
                }
            }
        }

        /// The mapped groups of the tasks whose results the words of notifications hold.
        func mappedGroups(toldBy notifications: [NotificationModel]) -> Set<String> {
            let parts = notifications.compactMap(\.text).flatMap(\.allParts)
            return Set(
                parts.compactMap { part in
                    if case .result(let task, _) = part { task.path.flatMap { groups[$0] } } else { nil }
                })
        }

        func part(of task: TaskReference, readIn group: String?) -> RuntimeText.Part {
            guard let path = task.path else { return .result(task: task) }
            if let own = groups[path], own == group { return .result(task: task, of: .own) }
            return .result(task: task, of: mapped.contains(path) || groups[path] != nil ? .all : nil)
        }
    }
}

extension ScopeModel {
    /// Gives tasks of mapped groups the notifications of the defaults as their own, where those tell a result of the
    /// group: what all tasks share can tell only the results of all instances.
    fileprivate mutating func repeatDefaults(
        _ notifications: [NotificationModel], for instances: InstanceResults.Instances
    ) {
        let groups = instances.mappedGroups(toldBy: notifications)
        guard !groups.isEmpty else { return }
        visitTasks { task in
            guard task.policies.notifications == nil, let group = instances.groups[task.path], groups.contains(group)
            else { return }
            task.policies.notifications = notifications
        }
    }

    private mutating func visitTasks(_ visit: (inout TaskModel) -> Void) {
        for index in nodes.indices {
            switch nodes[index] {
            case .group(var group):
                group.scope.visitTasks(visit)
                nodes[index] = .group(group)
            case .task(var task):
                visit(&task)
                nodes[index] = .task(task)
            }
        }
    }

    fileprivate mutating func nameResults(in group: String?, _ instances: InstanceResults.Instances) {
        for index in nodes.indices {
            switch nodes[index] {
            case .group(var inner):
                let reader = inner.mapping == nil ? group : inner.path
                inner.scope.nameResults(in: reader, instances)
                inner.mapping?.visitLabel { $0.nameResults(in: group, instances) }
                nodes[index] = .group(inner)
            case .task(var task):
                task.kind.visitTexts { $0.nameResults(in: group, instances) }
                task.mapping?.visitLabel { $0.nameResults(in: group, instances) }
                task.policies.notifications?.visitTexts { $0.nameResults(in: group, instances) }
                nodes[index] = .task(task)
            }
        }
    }
}

extension RuntimeText {
    fileprivate mutating func nameResults(in group: String?, _ instances: InstanceResults.Instances) {
        for index in parts.indices { parts[index] = parts[index].namingResults(in: group, instances) }
    }
}

extension RuntimeText.Part {
    fileprivate func namingResults(in group: String?, _ instances: InstanceResults.Instances) -> RuntimeText.Part {
        func named(_ texts: [RuntimeText]) -> [RuntimeText] {
            texts.map { text in
                var text = text
                text.nameResults(in: group, instances)
                return text
            }
        }
        switch self {
        case .result(let task, _): return instances.part(of: task, readIn: group)
        case .macro(let name, let arguments): return .macro(name, named(arguments))
        case .filtered(let value, let filter, let arguments):
            return .filtered(value.namingResults(in: group, instances), by: filter, named(arguments))
        case .answer(let result, let answer):
            // Whoever asks in several instances is answered in each, so another instance's answer is none.
            let named = result.namingResults(in: group, instances)
            if case .result(_, .own) = named { return .answer(named, answer) }
            return self
        case .literal, .variable, .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .item, .param,
            .expression, .partitionKey:
            return self
        }
    }
}
