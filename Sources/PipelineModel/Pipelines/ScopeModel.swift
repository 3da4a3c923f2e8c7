/// A level of the tree of scopes: tasks and groups, with edges that form any directed acyclic graph.
package struct ScopeModel: Hashable, Sendable, Codable {
    /// In the order in which the author first mentions them.
    package var nodes: [NodeModel]
    /// Edges whose ends first meet in this scope; the ends may lie deeper, and are named by their full path.
    package var edges: [EdgeModel]

    package init(nodes: [NodeModel] = [], edges: [EdgeModel] = []) {
        self.nodes = nodes
        self.edges = edges
    }
}

/// Indirect, since scopes are gone through often and tasks are large.
package indirect enum NodeModel: Hashable, Sendable, Codable {
    case task(TaskModel)
    case group(GroupModel)

    /// The path of ids from the root, joined by dots.
    package var path: String {
        switch self {
        case .task(let task): task.path
        case .group(let group): group.path
        }
    }
}

/// A named scope inside another, shown as one box that opens.
package struct GroupModel: Hashable, Sendable, Codable {
    package var id: String
    package var path: String
    package var tooltip: String
    package var scope: ScopeModel
    /// What the group is repeated for.
    package var mapping: MappingModel?
    /// The class of the orchestrator that makes it, where it is no plain group.
    package var groupClass: OperatorModel?

    package init(id: String, path: String, tooltip: String, scope: ScopeModel, mapping: MappingModel? = nil) {
        self.id = id
        self.path = path
        self.tooltip = tooltip
        self.scope = scope
        self.mapping = mapping
    }
}

/// "`to` starts when `from` has ended as `to`'s rule asks". Both ends are paths of tasks or groups.
package struct EdgeModel: Hashable, Sendable, Codable {
    package var from: String
    package var to: String
    /// Why the edge is there: written as an order, or derived from an output used as an input.
    package var origin: Origin
    package var label: String?

    package enum Origin: String, Hashable, Sendable, Codable {
        case order
        case data
    }

    package init(from: String, to: String, origin: Origin, label: String? = nil) {
        self.from = from
        self.to = to
        self.origin = origin
        self.label = label
    }
}
