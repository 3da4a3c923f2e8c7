extension PipelineModel {
    /// Visits every text of the tasks' work and of the labels of instances.
    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        root.visit(
            mapping: { $0.visitLabel(visit) },
            task: { task in
                task.kind.visitTexts(visit)
                task.mapping?.visitLabel(visit)
            })
    }

    /// Visits every text of a notification of the pipeline, of its defaults and of its tasks.
    package mutating func visitNotifications(_ visit: (inout RuntimeText) -> Void) {
        visitSharedNotifications(visit)
        root.visit(mapping: { _ in }, task: { $0.policies.notifications?.visitTexts(visit) })
    }
}

extension PipelineModel {
    /// Visits every text of a notification of the pipeline and of its defaults, which stands in no single task.
    package mutating func visitSharedNotifications(_ visit: (inout RuntimeText) -> Void) {
        notifications.visitTexts(visit)
        defaults.notifications?.visitTexts(visit)
    }
}

extension ScopeModel {
    fileprivate mutating func visit(
        mapping visitMapping: (inout MappingModel) -> Void, task visitTask: (inout TaskModel) -> Void
    ) {
        for index in nodes.indices {
            switch nodes[index] {
            case .group(var group):
                group.scope.visit(mapping: visitMapping, task: visitTask)
                if var mapping = group.mapping {
                    visitMapping(&mapping)
                    group.mapping = mapping
                }
                nodes[index] = .group(group)
            case .task(var task):
                visitTask(&task)
                nodes[index] = .task(task)
            }
        }
    }
}

extension MappingModel {
    package mutating func visitLabel(_ visit: (inout RuntimeText) -> Void) {
        guard var text = label else { return }
        visit(&text)
        label = text
    }
}

extension [NotificationModel] {
    /// Visits the words of each.
    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        for index in indices {
            guard var text = self[index].text else { continue }
            visit(&text)
            self[index].text = text
        }
    }
}
