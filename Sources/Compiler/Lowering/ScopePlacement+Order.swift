import DagDSL
import PipelineModel

extension ScopePlacement {
    /// The nodes of each scope, so that what a task uses the output of stands before it, and else in the author's order.
    ///
    /// Targets that name a task's output as a variable need it bound first. Two groups that use each other's outputs
    /// stay as they are: no order of theirs would do.
    func orderedNodes() -> [[Identity]] {
        var before: [Int: [Identity: [Identity]]] = [:]
        for scope in scopes {
            for node in scope.nodes {
                for input in tasks[node]?.inputs ?? [] {
                    let common = commonScope(node, input.identity)
                    let (user, used) = (member(of: common, holding: node), member(of: common, holding: input.identity))
                    if user != used { before[common, default: [:]][user, default: []].append(used) }
                }
            }
        }
        return scopes.indices.map { index in
            guard let needs = before[index] else { return scopes[index].nodes }
            var order: [Identity] = []
            var seen: Set<Identity> = []
            for node in scopes[index].nodes { visit(node, needs, &seen, &order) }
            return order
        }
    }

    private func visit(
        _ node: Identity, _ needs: [Identity: [Identity]], _ seen: inout Set<Identity>, _ order: inout [Identity]
    ) {
        guard seen.insert(node).inserted else { return }
        for needed in needs[node] ?? [] { visit(needed, needs, &seen, &order) }
        order.append(node)
    }

    /// The node of a scope that is `node` or a group around it.
    private func member(of scope: Int, holding node: Identity) -> Identity {
        var member = node
        var current = home(of: node)
        while current != scope, let group = scopes[current].group, let parent = scopes[current].parent {
            member = group.identity
            current = parent
        }
        return member
    }
}
