package import PipelineModel

/// The tasks of a pipeline as a flat graph: groups are replaced by their first and last tasks.
package struct TaskGraph: Sendable {
    /// In the order of the tree, depth first.
    package let tasks: [TaskModel]
    package private(set) var successors: [[Int]]
    package private(set) var predecessors: [[Int]]
    /// Whether the edge was written as an order; edges of data alone are not in it.
    package private(set) var ordered: Set<Edge> = []
    private let indices: [String: Int]
    private let groups: [String: Range<Int>]

    package struct Edge: Hashable, Sendable {
        package let from: Int
        package let to: Int
    }

    package init(_ scope: ScopeModel) {
        var tasks: [TaskModel] = []
        var edges: [EdgeModel] = []
        var members: [String: Range<Int>] = [:]
        Self.flatten(scope, &tasks, &edges, &members)
        self.tasks = tasks
        groups = members
        indices = Dictionary(uniqueKeysWithValues: tasks.indices.map { (tasks[$0].path, $0) })
        successors = Array(repeating: [], count: tasks.count)
        predecessors = Array(repeating: [], count: tasks.count)
        connect(edges, members)
    }

    package func index(of path: String) -> Int? { indices[path] }

    /// The tasks of a group and the groups in it.
    package func members(ofGroup path: String) -> Range<Int>? { groups[path] }

    private static func flatten(
        _ scope: ScopeModel, _ tasks: inout [TaskModel], _ edges: inout [EdgeModel],
        _ members: inout [String: Range<Int>]
    ) {
        for node in scope.nodes {
            switch node {
            case .task(let task): tasks.append(task)
            case .group(let group):
                let start = tasks.count
                flatten(group.scope, &tasks, &edges, &members)
                members[group.path] = start..<tasks.count
            }
        }
        edges += scope.edges
    }

    /// Edges inside a group come before edges of the scopes around it, so its open ends are known when they are used.
    private mutating func connect(_ edges: [EdgeModel], _ members: [String: Range<Int>]) {
        var known: Set<Edge> = []
        for edge in edges {
            for from in lastTasks(of: edge.from, members) {
                for to in firstTasks(of: edge.to, members) {
                    let pair = Edge(from: from, to: to)
                    if edge.origin == .order { ordered.insert(pair) }
                    guard known.insert(pair).inserted else { continue }
                    successors[from].append(to)
                    predecessors[to].append(from)
                }
            }
        }
    }

    private func firstTasks(of path: String, _ members: [String: Range<Int>]) -> [Int] {
        if let task = indices[path] { return [task] }
        guard let inside = members[path] else { return [] }
        return inside.filter { member in !predecessors[member].contains(where: inside.contains) }
    }

    /// What comes after a group does not wait for its teardowns.
    ///
    /// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/howto/setup-and-teardown.html
    private func lastTasks(of path: String, _ members: [String: Range<Int>]) -> [Int] {
        if let task = indices[path] { return [task] }
        guard let inside = members[path] else { return [] }
        let work = inside.filter { !isTeardown($0) }
        let last = work.filter { member in !successors[member].contains { inside.contains($0) && !isTeardown($0) } }
        return last.isEmpty ? Array(inside) : last
    }

    private func isTeardown(_ task: Int) -> Bool {
        if case .teardown = tasks[task].role { true } else { false }
    }
}
