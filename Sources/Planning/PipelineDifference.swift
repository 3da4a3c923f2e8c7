import CodeModels

/// What becomes of something.
package enum ChangeAction: Equatable, Sendable {
    case added
    case removed
    case changed
    case renamed(from: String)

    /// For programs.
    package var word: String {
        switch self {
        case .added: "added"
        case .removed: "removed"
        case .changed: "changed"
        case .renamed: "renamed"
        }
    }
}

/// What changes in a task.
package struct TaskDifference: Equatable, Sendable {
    /// Its path through the groups; the new one of a task that is renamed.
    package let id: String
    package let kind: String
    package let action: ChangeAction
    package let settings: [SettingChange]
}

/// An order that comes or goes, or has another label.
package struct EdgeDifference: Equatable, Sendable {
    package let from: String
    package let to: String
    package let label: String?
    package let action: ChangeAction
}

/// What changes in a pipeline, and what that means for Airflow's runs.
package struct PipelineDifference: Equatable, Sendable {
    package let id: String
    /// The file of the declaration, relative to the package.
    package let source: String
    package let action: ChangeAction
    package let schedule: ScheduleDifference?
    package let settings: [SettingChange]
    package let tasks: [TaskDifference]
    package let edges: [EdgeDifference]
    package let effects: [Effect]
    /// Of a new pipeline, which lists no task by itself.
    package let taskCount: Int

    /// - Parameter known: the ids of what is there.
    static func added(
        _ pipeline: PipelineSnapshot, beside known: [String], at now: PlanMoment
    ) -> PipelineDifference {
        PipelineDifference(
            id: pipeline.id, source: pipeline.source, action: .added,
            schedule: ScheduleDifference(from: nil, to: pipeline, at: now), settings: [], tasks: [], edges: [],
            effects: Effect.ofAdding(pipeline, at: now) + Effect.ofWrongName(pipeline, known),
            taskCount: pipeline.tasks.count)
    }

    static func removed(_ pipeline: PipelineSnapshot) -> PipelineDifference {
        PipelineDifference(
            id: pipeline.id, source: pipeline.source, action: .removed, schedule: nil, settings: [], tasks: [],
            edges: [], effects: Effect.ofRemoving(pipeline), taskCount: pipeline.tasks.count)
    }

    /// Nil when nothing that is said has changed.
    static func between(
        _ before: PipelineSnapshot, _ after: PipelineSnapshot, at now: PlanMoment
    ) -> PipelineDifference? {
        let renames = renames(from: before, to: after)
        let tasks = tasks(from: before, to: after, renames)
        let settings =
            SettingChange.all(from: before.settings, to: after.settings)
            + SettingChange.all(from: before.groups, to: after.groups, at: "groups")
        let edges = edges(from: before, to: after, renames)
        let schedule = ScheduleDifference(from: before, to: after, at: now)
        let isRenamed = before.id != after.id
        guard isRenamed || !tasks.isEmpty || !settings.isEmpty || !edges.isEmpty || schedule != nil else { return nil }
        let effects =
            (isRenamed
                ? Effect.ofRenaming(before, to: after, at: now)
                : Effect.ofChanging(before, to: after, tasks: tasks, at: now)) + Effect.ofWrongNames(before, after)
        return PipelineDifference(
            id: after.id, source: after.source, action: isRenamed ? .renamed(from: before.id) : .changed,
            schedule: schedule, settings: settings, tasks: tasks, edges: edges, effects: effects,
            taskCount: after.tasks.count)
    }

    /// Without settings that only came or went, when they have changed no file: another dagc says more, or less, of what
    /// is as it was. Nil when nothing is left.
    var withoutNewDefaults: PipelineDifference? {
        func real(_ settings: [SettingChange]) -> [SettingChange] {
            settings.filter { $0.before != nil && $0.after != nil }
        }
        let tasks = tasks.compactMap { task -> TaskDifference? in
            let settings = real(task.settings)
            guard task.action != .changed || !settings.isEmpty else { return nil }
            return TaskDifference(id: task.id, kind: task.kind, action: task.action, settings: settings)
        }
        let settings = real(settings)
        guard !tasks.isEmpty || !settings.isEmpty || !edges.isEmpty || schedule != nil else { return nil }
        return PipelineDifference(
            id: id, source: source, action: action, schedule: schedule, settings: settings, tasks: tasks, edges: edges,
            effects: effects, taskCount: taskCount)
    }

    /// For a new id of a task, the old one.
    private static func renames(from before: PipelineSnapshot, to after: PipelineSnapshot) -> [String: String] {
        let (old, new) = (Set(before.tasks.map(\.id)), Set(after.tasks.map(\.id)))
        let removed = before.tasks.filter { !new.contains($0.id) }
        let added = after.tasks.filter { !old.contains($0.id) }
        let (places, newPlaces) = (Neighbours(before), Neighbours(after))
        let pairs = RenameMatching.pairs(removed: removed, added: added) { old, new in
            RenameMatching.likeness(old, in: places, new, in: newPlaces)
        }
        return Dictionary(uniqueKeysWithValues: pairs.map { (added[$0].id, removed[$1].id) })
    }

    private static func tasks(
        from before: PipelineSnapshot, to after: PipelineSnapshot, _ renames: [String: String]
    ) -> [TaskDifference] {
        let old = Dictionary(before.tasks.map { ($0.id, $0) }) { first, _ in first }
        var differences = after.tasks.compactMap { task -> TaskDifference? in
            guard let former = old[renames[task.id] ?? task.id] else {
                return TaskDifference(id: task.id, kind: task.kind, action: .added, settings: [])
            }
            var settings = SettingChange.all(from: former.settings, to: task.settings).map(\.asOfTask)
            if former.kind != task.kind {
                settings.insert(SettingChange("kind", before: .string(former.kind), after: .string(task.kind)), at: 0)
            }
            let action: ChangeAction = former.id == task.id ? .changed : .renamed(from: former.id)
            guard action != .changed || !settings.isEmpty else { return nil }
            return TaskDifference(id: task.id, kind: task.kind, action: action, settings: settings)
        }
        let kept = Set(after.tasks.map { renames[$0.id] ?? $0.id })
        differences += before.tasks.filter { !kept.contains($0.id) }.map {
            TaskDifference(id: $0.id, kind: $0.kind, action: .removed, settings: [])
        }
        return differences
    }

    /// Ends that are only called otherwise are the same ends.
    private static func edges(
        from before: PipelineSnapshot, to after: PipelineSnapshot, _ renames: [String: String]
    ) -> [EdgeDifference] {
        let names = Dictionary(renames.map { ($1, $0) }) { first, _ in first }
        let old = before.edges.map { edge in
            PipelineSnapshot.Edge(
                from: names[edge.from] ?? edge.from, to: names[edge.to] ?? edge.to, label: edge.label)
        }
        let (known, kept) = (Set(old), Set(after.edges))
        let added = after.edges.filter { !known.contains($0) }
        let removed = old.filter { !kept.contains($0) }
        let relabelled = Set(added.map { [$0.from, $0.to] }).intersection(removed.map { [$0.from, $0.to] })
        return added.map { edge in
            let action: ChangeAction = relabelled.contains([edge.from, edge.to]) ? .changed : .added
            return EdgeDifference(from: edge.from, to: edge.to, label: edge.label, action: action)
        }
            + removed.filter { !relabelled.contains([$0.from, $0.to]) }.map {
                EdgeDifference(from: $0.from, to: $0.to, label: $0.label, action: .removed)
            }
    }
}

extension SettingChange {
    /// Named as in the language, which knows neither policies nor settings of a kind.
    fileprivate var asOfTask: SettingChange {
        for prefix in ["policies.", "settings."] where name.hasPrefix(prefix) {
            return SettingChange(String(name.dropFirst(prefix.count)), before: before, after: after)
        }
        return self
    }
}
