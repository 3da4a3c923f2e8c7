import PipelineModel

/// Boxes, the nodes in them and the edges between, with names that every drawing language takes.
struct Drawing {
    enum Shape {
        case task
        case branch
        case gate
        case setup
        case teardown
    }

    struct Node {
        let name: String
        let text: String
        let shape: Shape
    }

    struct Edge {
        let from: End
        let to: End
        let label: String?
        let isData: Bool
    }

    enum End {
        case node(String)
        /// A box, with a node in it for languages whose edges end at nodes only.
        case box(String, inside: String)
    }

    struct Box {
        let name: String
        let text: String
        let items: [Item]
    }

    indirect enum Item {
        case node(Node)
        case box(Box)
    }

    private(set) var boxes: [Box] = []
    private(set) var edges: [Edge] = []
    private var nodeCount = 0
    private var boxCount = 0

    /// A box for each pipeline.
    init(_ pipelines: [PipelineModel]) {
        for pipeline in pipelines {
            var ends: [String: End] = [:]
            boxes.append(box(pipeline.title ?? pipeline.id, pipeline.root, &ends))
            addEdges(of: pipeline.root, ends)
        }
    }

    private mutating func box(_ text: String, _ scope: ScopeModel, _ ends: inout [String: End]) -> Box {
        let name = "box\(boxCount)"
        boxCount += 1
        var items: [Item] = []
        for node in scope.nodes {
            switch node {
            case .task(let task):
                let drawn = Node(name: "task\(nodeCount)", text: task.title ?? task.id, shape: Shape(task))
                nodeCount += 1
                ends[task.path] = .node(drawn.name)
                items.append(.node(drawn))
            case .group(let group):
                let first = "task\(nodeCount)"
                let inner = box(group.id, group.scope, &ends)
                ends[group.path] = .box(inner.name, inside: first)
                items.append(.box(inner))
            }
        }
        return Box(name: name, text: text, items: items)
    }

    private mutating func addEdges(of scope: ScopeModel, _ ends: [String: End]) {
        for edge in scope.edges {
            guard let from = ends[edge.from], let to = ends[edge.to] else { continue }
            edges.append(Edge(from: from, to: to, label: edge.label, isData: edge.origin == .data))
        }
        for case .group(let group) in scope.nodes { addEdges(of: group.scope, ends) }
    }
}

extension Drawing.Shape {
    fileprivate init(_ task: TaskModel) {
        switch (task.role, task.kind) {
        case (.setup, _): self = .setup
        case (.teardown, _): self = .teardown
        case (.work, .branch): self = .branch
        case (.work, .gate): self = .gate
        case (.work, _): self = .task
        }
    }
}
