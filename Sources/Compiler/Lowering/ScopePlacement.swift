import DagDSL
import Diagnostics
import PipelineModel

/// Decides in which scope each node of a flow stands.
///
/// A node may be mentioned in several scopes on one line from the root, as when an edge outside a group leads to a
/// task inside it: it stands in the deepest of them. A task that is used only through an output stands beside its
/// first user.
struct ScopePlacement {
    struct Scope {
        /// The index of the scope around this one; the root has none.
        let parent: Int?
        let depth: Int
        let group: GroupDeclaration?
        var nodes: [Identity] = []
    }

    private(set) var scopes: [Scope] = [Scope(parent: nil, depth: 0, group: nil)]
    private(set) var tasks: [Identity: TaskDeclaration] = [:]
    /// The scope that a group opens.
    private(set) var interiors: [Identity: Int] = [:]
    private(set) var edges: [FlowGraph.Edge] = []
    private var homes: [Identity: Int] = [:]
    private var order: [Identity] = []

    init(_ flow: FlowGraph, into report: inout DiagnosticReport) {
        visit(flow, in: 0, &report)
        for node in order {
            if let home = homes[node] { scopes[home].nodes.append(node) }
        }
        for (index, nodes) in orderedNodes().enumerated() { scopes[index].nodes = nodes }
    }

    private mutating func visit(_ flow: FlowGraph, in scope: Int, _ report: inout DiagnosticReport) {
        for node in flow.nodes {
            switch node {
            case .task(let task): place(task, in: scope, &report)
            case .group(let group): open(group, in: scope, &report)
            }
        }
        edges += flow.edges
    }

    private mutating func place(_ task: TaskDeclaration, in scope: Int, _ report: inout DiagnosticReport) {
        guard let home = homes[task.identity] else {
            for input in task.inputs where homes[input.identity] == nil { place(input, in: scope, &report) }
            homes[task.identity] = scope
            order.append(task.identity)
            tasks[task.identity] = task
            return
        }
        if let known = tasks[task.identity], !known.saysTheSame(as: task) {
            report.add(
                .conflictingUses, "`\(task.model.id)` is placed twice with different settings", at: task.location,
                fix: "bind the task with all its settings to one `let`, and place that")
        }
        // `Using` gives its setup and teardown their roles; other mentions of them do not know these.
        if tasks[task.identity]?.model.role == .work { tasks[task.identity] = task }
        guard home != scope else { return }
        if isAncestor(home, of: scope) {
            homes[task.identity] = scope
        } else if !isAncestor(scope, of: home) {
            report.add(
                .placedInTwoGroups, "`\(task.model.id)` is placed in two groups, neither inside the other",
                at: task.location,
                notes: [scopes[home].group, scopes[scope].group].compactMap { group in
                    group.map { .init("one of them is `\($0.id)`", at: $0.location) }
                },
                fix: "place it in one group, and let edges outside both lead to it")
        }
    }

    private mutating func open(_ group: GroupDeclaration, in scope: Int, _ report: inout DiagnosticReport) {
        guard interiors[group.identity] == nil else { return }
        if group.isTooDeep {
            report.add(
                .deepFlow, "group `\(group.id)` holds groups nested deeper than \(GroupDeclaration.mostLevels) levels",
                at: group.location, fix: "put groups beside each other, or split the pipeline")
        }
        for input in group.inputs where homes[input.identity] == nil { place(input, in: scope, &report) }
        homes[group.identity] = scope
        order.append(group.identity)
        let interior = scopes.count
        interiors[group.identity] = interior
        scopes.append(Scope(parent: scope, depth: scopes[scope].depth + 1, group: group))
        visit(group.body, in: interior, &report)
    }

    private func isAncestor(_ outer: Int, of inner: Int) -> Bool {
        var current = scopes[inner].parent
        while let scope = current {
            if scope == outer { return true }
            current = scopes[scope].parent
        }
        return false
    }

    /// The scope in which a node stands.
    func home(of node: Identity) -> Int { homes[node] ?? 0 }

    /// The deepest scope that holds both.
    func commonScope(_ left: Identity, _ right: Identity) -> Int {
        var (first, second) = (home(of: left), home(of: right))
        while first != second {
            if scopes[first].depth >= scopes[second].depth {
                first = scopes[first].parent ?? 0
            } else {
                second = scopes[second].parent ?? 0
            }
        }
        return first
    }
}

extension TaskDeclaration {
    fileprivate func saysTheSame(as other: TaskDeclaration) -> Bool {
        var (left, right) = (model, other.model)
        left.role = .work
        right.role = .work
        return left == right
    }
}
