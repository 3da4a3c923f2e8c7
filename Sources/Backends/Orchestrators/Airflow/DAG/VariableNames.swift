import CodeModels
import PipelineModel

/// The Python names of a DAG's tasks, groups and datasets: as the ids read, each used once.
struct VariableNames {
    private var names: [String: PythonIdentifier] = [:]
    private var taken: Set<String>
    private let lifetimes: NameLifetimes

    /// `reserved` are names that the file needs for something else, such as its imports.
    init(reserved: Set<String>, lifetimes: NameLifetimes = NameLifetimes()) {
        taken = reserved
        self.lifetimes = lifetimes
    }

    /// All names that are in use.
    var all: Set<String> { Set(names.values.map(\.text)) }

    subscript(path: String) -> PythonIdentifier {
        guard let name = names[path] else { preconditionFailure("`\(path)` was never named") }
        return name
    }

    /// Names every task and group of a scope; a name that is taken gets the names of the groups around it.
    ///
    /// Groups side by side have the same names inside, as far as nothing outside of them needs them.
    mutating func nameNodes(of scope: ScopeModel) {
        for node in scope.nodes {
            switch node {
            case .task(let task): claim(task.path, preferring: [task.id, task.path])
            case .group(let group):
                claim(group.path, preferring: [group.id, group.path])
                if group.mapping != nil { claim(Self.function(of: group), preferring: ["map_\(group.id)"]) }
                nameNodes(of: group.scope)
                for path in lifetimes.ending(with: group.path) { taken.remove(self[path].text) }
            }
        }
    }

    /// The name of the function that makes the instances of a mapped group.
    static func function(of group: GroupModel) -> String { "\u{0}function \(group.path)" }

    /// Names something that is no node, such as a dataset: `key` only tells it from others.
    mutating func claim(_ key: String, preferring candidates: [String]) {
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
