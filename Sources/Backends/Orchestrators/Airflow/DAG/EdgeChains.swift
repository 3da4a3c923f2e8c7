/// Edges gathered into chains as a person writes them: `a >> b >> [c, d] >> e`.
///
/// Every edge stands in exactly one chain. Two lists stand side by side only in a chain of nothing else, which Airflow's
/// `cross_downstream` draws: Python itself cannot order them.
enum EdgeChains {
    enum Link: Equatable {
        /// One node, or several side by side.
        case nodes([VariableKey])
        case label(String)
    }

    /// Python's compiler nests as deep as a chain is long, and gives up at some thousand; people give up earlier.
    private static let longest = 50

    static func gather(_ edges: [DrawnEdge]) -> [[Link]] {
        let plain = edges.filter { $0.label == nil }
        let crosses = crosses(in: plain)
        let drawn = Set(crosses.flatMap(\.sources))
        return self.plain(plain.filter { !drawn.contains($0.from) })
            + crosses.map { [.nodes($0.sources), .nodes($0.targets)] } + labelled(edges)
    }

    /// Several sources that lead to the same several targets.
    private static func crosses(in edges: [DrawnEdge]) -> [(sources: [VariableKey], targets: [VariableKey])] {
        var order: [VariableKey] = []
        var targets: [VariableKey: [VariableKey]] = [:]
        for edge in edges {
            if targets[edge.from] == nil { order.append(edge.from) }
            targets[edge.from, default: []].append(edge.to)
        }
        let sources = Dictionary(grouping: order) { targets[$0] ?? [] }
        return order.compactMap { source in
            guard let shared = targets[source], shared.count > 1, let all = sources[shared], all.count > 1,
                all.first == source
            else { return nil }
            return (all, shared)
        }
    }

    private static func plain(_ edges: [DrawnEdge]) -> [[Link]] {
        var targets = OrderedTargets(edges)
        var chains: [[Link]] = []
        while let start = targets.firstSource {
            var chain = [targets.sources(sharingTargetOf: start)]
            while chain.count < longest, let last = chain.last, let next = targets.common(to: last),
                last.count == 1 || next.count == 1
            {
                for source in last { targets.remove(source) }
                chain.append(next)
            }
            chains.append(chain.map { .nodes($0) })
        }
        return chains
    }

    /// One chain for the edges that leave one node with the same words.
    private static func labelled(_ edges: [DrawnEdge]) -> [[Link]] {
        var order: [LabelledSource] = []
        var targets: [LabelledSource: [VariableKey]] = [:]
        for edge in edges {
            guard let label = edge.label else { continue }
            let source = LabelledSource(node: edge.from, label: label)
            if targets[source] == nil { order.append(source) }
            targets[source, default: []].append(edge.to)
        }
        return order.map { [.nodes([$0.node]), .label($0.label), .nodes(targets[$0] ?? [])] }
    }
}

private struct LabelledSource: Hashable {
    let node: VariableKey
    let label: String
}

/// What is left of the edges: for each source its targets, in the order of the declaration; first the sources that
/// wait for nothing, so that a chain starts where a reader starts.
private struct OrderedTargets {
    private var order: [VariableKey] = []
    private var position = 0
    private var targets: [VariableKey: [VariableKey]] = [:]
    private var waiting: [VariableKey: Int] = [:]
    private var sourcesByTarget: [VariableKey: [VariableKey]] = [:]

    init(_ edges: [DrawnEdge]) {
        for edge in edges {
            if targets[edge.from] == nil { order.append(edge.from) }
            targets[edge.from, default: []].append(edge.to)
            waiting[edge.to, default: 0] += 1
            sourcesByTarget[edge.to, default: []].append(edge.from)
        }
        order = order.filter { waiting[$0] == nil } + order.filter { waiting[$0] != nil }
    }

    /// The first source that still has targets.
    var firstSource: VariableKey? {
        mutating get {
            while position < order.count, targets[order[position]] == nil { position += 1 }
            guard position < order.count else { return nil }
            return order[position]
        }
    }

    func common(to sources: [VariableKey]) -> [VariableKey]? {
        guard let first = sources.first, let shared = targets[first] else { return nil }
        return sources.allSatisfy { targets[$0] == shared } ? shared : nil
    }

    /// `source` and all others that lead only to the same single target.
    func sources(sharingTargetOf source: VariableKey) -> [VariableKey] {
        guard let shared = targets[source], shared.count == 1 else { return [source] }
        return (sourcesByTarget[shared[0]] ?? []).filter {
            targets[$0] == shared && (waiting[$0] ?? 0) == 0 || $0 == source
        }
    }

    mutating func remove(_ source: VariableKey) {
        for target in targets.removeValue(forKey: source) ?? [] { waiting[target, default: 1] -= 1 }
    }
}
