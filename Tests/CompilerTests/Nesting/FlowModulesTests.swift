import TestSupport
import Testing

@testable import Compiler

@Suite struct FlowModulesTests {
    @Test(arguments: 0..<40)
    func `vertices are parted into the largest modules without one of them`(seed: Int) {
        var numbers = SeededGenerator(seed: UInt64(seed))
        let sketch = FlowSketch.any(7, Double.random(in: 0.1...0.5, using: &numbers), &numbers)
        let order = Order(count: 7, edges: sketch.edges)
        let topological = sketch.graph.topologicalOrder()
        let edges = topological.map { from in topological.indices.filter { order.isBefore[from][topological[$0]] } }
        let graph = BlockGraph(
            successors: BlockGraph.withoutShortcuts(edges), durations: topological, blocks: topological)
        let modules = FlowModules(graph)
        for pivot in graph.indices {
            let found = Set(modules.modules(without: pivot).map { Set($0.map { topological[$0] }) })
            #expect(found == largestModules(without: topological[pivot], order))
        }
    }

    private func largestModules(without pivot: Int, _ order: Order) -> Set<Set<Int>> {
        let sets = (1..<1 << 7).map { set in Set((0..<7).filter { set & (1 << $0) != 0 }) }
        let modules = sets.filter { set in
            !set.contains(pivot)
                && (0..<7).allSatisfy { other in
                    set.contains(other)
                        || Set(set.map { [order.isBefore[$0][other], order.isBefore[other][$0]] }).count == 1
                }
        }
        return Set(modules.filter { module in !modules.contains { $0.isStrictSuperset(of: module) } })
    }
}
