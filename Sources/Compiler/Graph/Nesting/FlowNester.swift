/// Turns a flow into blocks in blocks.
///
/// What can be nested without a cost is: first what two blocks at a time come to, then parts that nothing joins,
/// stretches that follow each other wholly, and modules. Only what is left gets a barrier, and its two parts are nested
/// in the same way.
struct FlowNester {
    private struct Part {
        let graph: BlockGraph
        /// The open block that it becomes.
        let block: Int
        /// Whether it lies at a barrier: what a module would be is then mostly cut already.
        let isCut: Bool
    }

    /// How many of the barriers that look best are tried out to the end before one is taken.
    private static let tries = 6

    private(set) var tree = BlockTree()
    /// Up to how many vertices barriers are tried out.
    private let triedLargest: Int
    private var parts: [Part] = []

    /// For a flow of so many tasks: the more there are, the smaller the parts in which barriers are tried out, so that
    /// all takes steps in proportion to them.
    init(tasks: Int) { triedLargest = min(128, 256_000 / max(tasks, 1)) }

    private init(triedLargest: Int) { self.triedLargest = triedLargest }

    mutating func leaf(_ block: BlockTree.Block) -> Int { tree.add(block) }

    /// The block that a graph of blocks comes to.
    mutating func nest(_ graph: BlockGraph) -> Int {
        let whole = tree.add(.open)
        parts = [Part(graph: graph, block: whole, isCut: false)]
        while let part = parts.popLast() { nest(part) }
        return whole
    }

    private mutating func nest(_ part: Part) {
        let graph = SeriesParallelReduction.reduced(part.graph, &tree)
        if graph.count <= 1 { return tree.fill(part.block, with: .sequence(graph.blocks)) }
        let components = graph.components()
        if components.count > 1 { return divide(part, graph, components) { .parallel($0) } }
        let stretches = graph.stretches()
        if stretches.count > 1 { return divide(part, graph, stretches) { .sequence($0) } }
        let prime = part.isCut && graph.count > triedLargest ? graph : withModulesNested(graph)
        let barrier = barrier(prime)
        divide(part, prime, [barrier.before, barrier.behind], isCut: true) { .sequence($0) }
    }

    private mutating func divide(
        _ part: Part, _ graph: BlockGraph, _ vertices: [[Int]], isCut: Bool = false,
        into block: ([Int]) -> BlockTree.Block
    ) {
        let blocks = vertices.map { _ in tree.add(.open) }
        tree.fill(part.block, with: block(blocks))
        for (block, vertices) in zip(blocks, vertices) {
            parts.append(Part(graph: graph.part(vertices), block: block, isCut: isCut || part.isCut))
        }
    }

    /// The graph with each module in place of its vertices.
    ///
    /// One look finds all modules but those around the vertex that it starts from, so there are two.
    private mutating func withModulesNested(_ graph: BlockGraph) -> BlockGraph {
        guard graph.count <= FlowModules.limit else { return graph }
        let without = withModulesNested(graph, without: 0)
        return withModulesNested(without, without: without.count - 1)
    }

    private mutating func withModulesNested(_ graph: BlockGraph, without pivot: Int) -> BlockGraph {
        let modules = (FlowModules(graph).modules(without: pivot) + [[pivot]]).sorted { $0[0] < $1[0] }
        guard modules.count < graph.count else { return graph }
        var places = Array(repeating: 0, count: graph.count)
        var (durations, blocks): ([Int], [Int]) = ([], [])
        for (place, module) in modules.enumerated() {
            for vertex in module { places[vertex] = place }
            let inside = graph.part(module)
            durations.append(inside.criticalPath)
            blocks.append(module.count == 1 ? graph.blocks[module[0]] : tree.add(.open))
            if module.count > 1 { parts.append(Part(graph: inside, block: blocks[place], isCut: false)) }
        }
        let successors = modules.enumerated().map { place, module in
            Set(module.flatMap { graph.successors[$0].map { places[$0] } }).subtracting([place]).sorted()
        }
        return BlockGraph(successors: successors, durations: durations, blocks: blocks)
    }

    /// The barrier that turns out best, or for large graphs, that looks best.
    ///
    /// The one that each try would take next, and the one behind the first layer, are always among those looked at: so
    /// no choice comes out worse than the try that spoke for it.
    private func barrier(_ graph: BlockGraph) -> BarrierChoice.Barrier {
        let choice = BarrierChoice(graph)
        guard graph.count <= triedLargest else { return choice.best(1)[0] }
        let barriers = choice.best(Self.tries) + [choice.behindFirstLayer]
        let outcomes = barriers.map { barrier in
            [barrier.before, barrier.behind].map { Self.outcome(graph.part($0)) }
                .reduce(Outcome(length: 0, addedWaits: barrier.addedWaits)) {
                    Outcome(length: $0.length + $1.length, addedWaits: $0.addedWaits + $1.addedWaits)
                }
        }
        let best = barriers.indices.min { outcomes[$0] == outcomes[$1] ? $0 < $1 : outcomes[$0] < outcomes[$1] }
        return barriers[best ?? 0]
    }

    private struct Outcome: Comparable {
        let length: Int
        let addedWaits: Int

        static func < (one: Outcome, other: Outcome) -> Bool {
            (one.length, one.addedWaits) < (other.length, other.addedWaits)
        }
    }

    /// What a graph comes to when every barrier is the one that looks best, or stands behind a layer.
    private static func outcome(_ graph: BlockGraph) -> Outcome {
        var nester = FlowNester(triedLargest: 0)
        let leaves = graph.indices.map { nester.leaf(.task($0)) }
        let whole = nester.nest(
            BlockGraph(successors: graph.successors, durations: graph.durations, blocks: leaves))
        let form = NestedForm(nester.tree.flattened(whole), durations: graph.durations)
        let addedWaits = form.barriers(graph.successors).reduce(0) { $0 + $1.addedWaits }
        return min(Outcome(length: form.length, addedWaits: addedWaits), ofLayers(graph))
    }

    private static func ofLayers(_ graph: BlockGraph) -> Outcome {
        let layers = graph.layers()
        let pairs = zip(layers, layers.dropFirst()).reduce(0) { $0 + $1.0.count * $1.1.count }
        return Outcome(
            length: layers.reduce(0) { $0 + ($1.map { graph.durations[$0] }.max() ?? 0) },
            addedWaits: max(pairs - graph.successors.reduce(0) { $0 + $1.count }, 0))
    }
}
