import PipelineModel

/// How long the variables of a DAG's tasks and groups are needed: to the end of the group within which all that names
/// them stands.
struct NameLifetimes {
    private var parents: [String: String] = [:]
    /// For each task and group, the path of the group; empty for the DAG itself.
    private var scopes: [String: String] = [:]
    private var members: [String: [String]] = [:]
    /// The mapped group of each task in one: its function's variables end with it, whatever names the task outside.
    private var mapped: [String: String] = [:]

    /// Nothing has an end.
    init() {}

    /// - Parameter paths: tasks that the DAG itself names beside the edges of the model.
    init(of root: ScopeModel, namedAtTheEnd paths: [String]) {
        place(root, in: "")
        note(paths.map { mapped[$0] ?? $0 }, in: "")
        readUses(of: root, in: "")
        for (path, scope) in scopes where !scope.isEmpty { members[scope, default: []].append(path) }
    }

    /// What is not needed after the end of a group.
    func ending(with group: String) -> [String] { members[group] ?? [] }

    private mutating func place(_ scope: ScopeModel, in parent: String, within outer: String? = nil) {
        for node in scope.nodes {
            parents[node.path] = parent
            scopes[node.path] = parent
            mapped[node.path] = outer
            if case .group(let group) = node {
                place(group.scope, in: group.path, within: group.mapping == nil ? outer : group.path)
            }
        }
    }

    private mutating func readUses(of scope: ScopeModel, in path: String) {
        for edge in scope.edges { note([edge.from, edge.to], in: path) }
        for node in scope.nodes {
            switch node {
            case .task(let task):
                if case .teardown(let setups, _) = task.role { note(setups, in: path) }
                note(task.kind.facts.texts.flatMap(\.results) + (task.mapping?.items.results ?? []), in: path)
            case .group(let group):
                note(group.mapping?.items.results ?? [], in: path)
                readUses(of: group.scope, in: group.path)
            }
        }
    }

    /// A name that something in `scope` uses lives as long as both do.
    private mutating func note(_ paths: [String], in scope: String) {
        for path in paths {
            guard var end = scopes[path] else { continue }
            while !contains(end, scope), let outer = parents[end] { end = outer }
            scopes[path] = end
        }
    }

    private func contains(_ outer: String, _ inner: String) -> Bool {
        var scope = inner
        while scope != outer {
            guard let next = parents[scope] else { return false }
            scope = next
        }
        return true
    }
}

extension RuntimeText {
    fileprivate var results: [String] {
        parts.compactMap { part in
            if case .result(let task, _) = part { task.path } else { nil }
        }
    }
}

extension MappedItems {
    /// The tasks whose results it goes through.
    fileprivate var results: [String] {
        switch self {
        case .result(let task): task.path.map { [$0] } ?? []
        case .product(let lists), .zip(let lists): lists.flatMap(\.items.results)
        case .list(let items):
            items.flatMap { item in
                var texts: [RuntimeText] = []
                var copy = item
                copy.visitTexts { texts.append($0) }
                return texts.flatMap(\.results)
            }
        }
    }
}
