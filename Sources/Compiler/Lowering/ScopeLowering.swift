import DagDSL
import Diagnostics
import PipelineModel

/// Turns placed nodes and their edges into the tree of scopes, naming each node by its path.
struct ScopeLowering {
    private let placement: ScopePlacement
    private var paths: [Identity: String] = [:]
    private var edgesOfScope: [Int: [EdgeModel]] = [:]

    static func lower(
        _ placement: ScopePlacement, into sources: inout SourceMap, report: inout DiagnosticReport
    ) -> (root: ScopeModel, paths: TaskPaths) {
        var lowering = ScopeLowering(placement: placement)
        lowering.nameNodes(of: 0, below: "", &sources, &report)
        lowering.collectEdges(&sources)
        return (lowering.scope(0), TaskPaths(lowering.paths))
    }

    private init(placement: ScopePlacement) {
        self.placement = placement
    }

    private mutating func nameNodes(
        of scope: Int, below prefix: String, _ sources: inout SourceMap, _ report: inout DiagnosticReport
    ) {
        for node in placement.scopes[scope].nodes {
            let (id, location) = declared(node)
            let path = prefix + id
            if let first = sources.tasks[path] ?? sources.groups[path] {
                report.add(
                    .duplicateTaskID, "two tasks have the id `\(path)`", at: location,
                    notes: [.init("the first is declared here", at: first)],
                    fix: "give one of them another id, or put them into groups of different names")
                continue
            }
            paths[node] = path
            if let interior = placement.interiors[node] {
                sources.groups[path] = location
                nameNodes(of: interior, below: path + ".", &sources, &report)
            } else {
                sources.tasks[path] = location
                if let places = placement.tasks[node]?.places, !places.isEmpty { sources.values[path] = places }
                sources.suppressions += placement.tasks[node]?.suppressions.map { .init($0, of: path) } ?? []
            }
        }
    }

    private func declared(_ node: Identity) -> (id: String, location: SourceLocation) {
        if let task = placement.tasks[node] { return (task.model.id, task.location) }
        guard let interior = placement.interiors[node], let group = placement.scopes[interior].group else {
            preconditionFailure("a placed node is a task or a group")
        }
        return (group.id, group.location)
    }

    private mutating func collectEdges(_ sources: inout SourceMap) {
        var known: Set<SourceMap.EdgeEnds> = []
        for edge in placement.edges {
            add(edge.from.identity, edge.to.identity, .order, edge.label, edge.location, &known, &sources)
        }
        for scope in placement.scopes {
            for node in scope.nodes {
                let inputs = placement.tasks[node]?.inputs ?? group(node)?.inputs ?? []
                let location = placement.tasks[node]?.location ?? group(node)?.location
                for input in inputs { add(input.identity, node, .data, nil, location, &known, &sources) }
            }
        }
    }

    private mutating func add(
        _ from: Identity, _ to: Identity, _ origin: EdgeModel.Origin, _ label: String?, _ location: SourceLocation?,
        _ known: inout Set<SourceMap.EdgeEnds>, _ sources: inout SourceMap
    ) {
        // A node without a path shares its id with another one, which lowering has reported.
        guard let start = paths[from], let end = paths[to] else { return }
        let ends = SourceMap.EdgeEnds(from: start, to: end)
        guard known.insert(ends).inserted else { return }
        sources.edges[ends] = location
        edgesOfScope[placement.commonScope(from, to), default: []]
            .append(EdgeModel(from: start, to: end, origin: origin, label: label))
    }

    /// `outer` is the mapping of the group around the scope.
    private func scope(_ index: Int, within outer: MappingModel? = nil) -> ScopeModel {
        let nodes = placement.scopes[index].nodes.compactMap { node -> NodeModel? in
            guard let path = paths[node] else { return nil }
            if let task = placement.tasks[node] { return .task(lowered(task, path, within: outer)) }
            guard let interior = placement.interiors[node], let group = group(node) else { return nil }
            let mapping = group.mapping.map { pathed($0) }
            let inner = scope(interior, within: mapping ?? outer)
            var model = GroupModel(
                id: group.id, path: path, tooltip: group.tooltip, scope: inner, mapping: mapping)
            model.groupClass = group.groupClass.map { made in
                var copy = made
                copy.visitTexts { $0.findTasks { paths[$0] } }
                return copy
            }
            return .group(model)
        }
        return ScopeModel(nodes: nodes, edges: edgesOfScope[index] ?? [])
    }

    private func group(_ node: Identity) -> GroupDeclaration? {
        placement.interiors[node].flatMap { placement.scopes[$0].group }
    }

    private func pathed(_ mapping: MappingModel) -> MappingModel {
        var copy = mapping
        copy.items = mapping.items.findingTasks { paths[$0] }
        copy.visitLabel { $0.findTasks { paths[$0] } }
        return copy
    }

    private func lowered(_ task: TaskDeclaration, _ path: String, within outer: MappingModel?) -> TaskModel {
        var model = task.model
        model.path = path
        (model.groupItems, model.groupLimit) = (outer?.items, outer?.limit)
        model.mapping = model.mapping.map { pathed($0) }
        model.kind.visitTexts { $0.findTasks { paths[$0] } }
        model.policies.notifications = model.policies.notifications?.map(TaskPaths(paths).naming)
        if case .report(var report) = model.kind {
            report.sources = task.inputs.compactMap { paths[$0.identity] }
            model.kind = .report(report)
        }
        if case .branch(var branch) = model.kind {
            branch.arms = task.arms.map { arm in
                BranchModel.Arm(
                    value: arm.value, targets: arm.first.compactMap { paths[$0.identity] },
                    members: distinct(arm.members.compactMap { paths[$0.identity] }))
            }
            model.kind = .branch(branch)
        }
        if case .teardown(_, let failsRun) = model.role {
            model.role = .teardown(setups: task.setups.compactMap { paths[$0.identity] }, failsRun: failsRun)
        }
        return model
    }

    private func distinct(_ paths: [String]) -> [String] {
        var known: Set<String> = []
        return paths.filter { known.insert($0).inserted }
    }
}
