import CodeModels
import PipelineModel

/// The Python names of a DAG's tasks, groups and datasets: as the ids read, each used once.
struct VariableNames {
    private var names: [VariableKey: PythonIdentifier] = [:]
    private var taken: Set<String>
    private let lifetimes: NameLifetimes

    /// `reserved` are names that the file needs for something else, such as its imports.
    init(reserved: Set<String>, lifetimes: NameLifetimes = NameLifetimes()) {
        taken = reserved
        self.lifetimes = lifetimes
    }

    /// All names that are in use.
    var all: Set<String> { Set(names.values.map(\.text)) }

    subscript(key: VariableKey) -> PythonIdentifier {
        guard let name = names[key] else { preconditionFailure("\(key) was never named") }
        return name
    }

    /// A task or group.
    subscript(path: String) -> PythonIdentifier { self[.node(path)] }

    subscript(task: TaskReference) -> PythonIdentifier {
        guard let path = task.path else { preconditionFailure("a checked project has every task that it asks") }
        return self[path]
    }

    /// Names every task and group of a scope; a name that is taken gets the names of the groups around it.
    ///
    /// Groups side by side have the same names inside, as far as nothing outside of them needs them.
    mutating func nameNodes(of scope: ScopeModel) {
        for node in scope.nodes {
            switch node {
            case .task(let task): claim(.node(task.path), preferring: [task.id, task.path])
            case .group(let group):
                claim(.node(group.path), preferring: [group.id, group.path])
                if group.mapping != nil { claim(.groupFunction(group.path), preferring: ["map_\(group.id)"]) }
                nameNodes(of: group.scope)
                for path in lifetimes.ending(with: group.path) { taken.remove(self[path].text) }
            }
        }
    }

    /// Names what `key` says, by the first of `candidates` that is free.
    mutating func claim(_ key: VariableKey, preferring candidates: [String]) {
        guard names[key] == nil else { return }
        let readable = candidates.lazy.map { PythonIdentifier(readingLike: $0) }
        let numbered = (2...).lazy.map { PythonIdentifier(readingLike: "\(candidates[0])_\($0)") }
        guard
            let name = readable.first(where: { !taken.contains($0.text) })
                ?? numbered.first(where: { !taken.contains($0.text) })
        else { preconditionFailure("there is always another number") }
        taken.insert(name.text)
        names[key] = name
    }
}
