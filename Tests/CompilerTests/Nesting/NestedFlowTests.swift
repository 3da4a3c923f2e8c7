import Compiler
import TestSupport
import Testing

@Suite struct NestedFlowTests {
    @Test(arguments: 0..<20)
    func `blocks keep every edge and add none that is not reported`(seed: Int) throws {
        var numbers = SeededGenerator(seed: UInt64(seed))
        let sketches =
            (1...14).flatMap { count in [0.1, 0.25, 0.5].map { FlowSketch.any(count, $0, &numbers) } } + [
                .layered(40, &numbers), .models(40, &numbers),
            ]
        for sketch in sketches { try expectHonest(sketch, weights: nil) }
    }

    private func expectHonest(_ sketch: FlowSketch, weights: [Int]?, keeping whole: [String] = []) throws {
        let nested = try NestedFlow(sketch.graph, keeping: whole, weights: weights)
        let weights = weights ?? Array(repeating: 1, count: sketch.count)
        let written = Order(count: sketch.count, edges: sketch.edges)
        let blocks = Order(count: sketch.count, blocks: nested.blocks)
        #expect(blocks.contains(written))
        let added = nested.addedEdges.map { ($0.from, $0.to) }
        #expect(added.allSatisfy { !written.isBefore[$0][$1] })
        #expect(Order(count: sketch.count, edges: sketch.edges + added) == blocks)
        #expect(added.count == nested.barriers.reduce(0) { $0 + $1.addedWaits })
        #expect(nested.isExact == (blocks == written))
        #expect(nested.criticalPath == written.length(weights))
        #expect(nested.nestedCriticalPath == blocks.length(weights))
        #expect(everyTaskOnce(nested, sketch.count))
    }

    private func everyTaskOnce(_ nested: NestedFlow, _ count: Int) -> Bool {
        let tasks = nested.blocks.compactMap { if case .task(let task) = $0 { task } else { nil } }
        return tasks.sorted() == Array(0..<count)
    }

    @Test(arguments: 0..<30)
    func `a flow that blocks can say costs nothing`(seed: Int) throws {
        var numbers = SeededGenerator(seed: UInt64(seed))
        let sketch = FlowSketch.seriesParallel(Int.random(in: 1...80, using: &numbers), &numbers)
        let nested = try NestedFlow(sketch.graph)
        #expect(nested.isExact && nested.delays.isEmpty)
        #expect(nested.criticalPath == nested.nestedCriticalPath)
        #expect(Order(count: sketch.count, blocks: nested.blocks) == Order(count: sketch.count, edges: sketch.edges))
    }

    @Test func `blocks alternate, and stand behind what they are made of`() throws {
        var numbers = SeededGenerator(seed: UInt64(7))
        for count in [2, 10, 60] {
            let nested = try NestedFlow(FlowSketch.models(count, &numbers).graph)
            for (place, block) in nested.blocks.enumerated() {
                switch block {
                case .task: break
                case .group: Issue.record("there is no group")
                case .sequence(let members):
                    #expect(members.count > 1 && members.allSatisfy { $0 < place })
                    #expect(!members.contains { if case .sequence = nested.blocks[$0] { true } else { false } })
                case .parallel(let members):
                    #expect(members.count > 1 && members.allSatisfy { $0 < place })
                    #expect(!members.contains { if case .parallel = nested.blocks[$0] { true } else { false } })
                }
            }
        }
    }

    @Test func `the shortest flow that blocks cannot say waits where it costs least`() throws {
        // 0 before 2; 1 before 2 and 3.
        let sketch = FlowSketch(count: 4, edges: [(0, 2), (1, 2), (1, 3)])
        let nested = try NestedFlow(sketch.graph, weights: [1, 1, 9, 9])
        #expect(nested.addedEdges.map { [$0.from, $0.to] } == [[0, 3]])
        #expect(nested.nestedCriticalPath == nested.criticalPath && nested.delays.isEmpty)

        // Waiting for 0 would cost eight, waiting for 3 or 1 costs one.
        let slow = try NestedFlow(sketch.graph, weights: [9, 1, 1, 8])
        #expect(slow.criticalPath == 10 && slow.nestedCriticalPath == 10)
        #expect(slow.addedEdges.map { [$0.from, $0.to] } == [[3, 2]])

        let delayed = try NestedFlow(sketch.graph, weights: [9, 1, 9, 18])
        #expect(delayed.criticalPath == 19 && delayed.nestedCriticalPath == 19)
        #expect(delayed.addedEdges.map { [$0.from, $0.to] } == [[1, 0]])
        #expect(delayed.delays.map { [$0.task, $0.start, $0.nestedStart] } == [[0, 0, 1], [2, 9, 10]])
    }

    @Test func `a part that the rest cannot tell apart stays together`() throws {
        var numbers = SeededGenerator(seed: UInt64(5))
        for _ in 0..<60 {
            // 8 to 13 stand beside task 3 of a flow of eight, wherever that stands.
            let outer = FlowSketch.any(8, 0.3, &numbers)
            let inner = FlowSketch.any(6, 0.4, &numbers).edges.map { ($0 + 8, $1 + 8) }
            let edges = outer.edges.flatMap { from, to in
                (from == 3 ? [3] + Array(8..<14) : [from]).flatMap { from in
                    (to == 3 ? [3] + Array(8..<14) : [to]).map { (from, $0) }
                }
            }
            let sketch = FlowSketch(count: 14, edges: edges + inner)
            let nested = try NestedFlow(sketch.graph)
            let order = Order(count: 14, blocks: nested.blocks)
            let module = [3] + Array(8..<14)
            for other in [0, 1, 2, 4, 5, 6, 7] {
                #expect(Set(module.map { [order.isBefore[$0][other], order.isBefore[other][$0]] }).count == 1)
            }
        }
    }

    private func tasks(inside block: Int, _ nested: NestedFlow) -> Set<Int> {
        switch nested.blocks[block] {
        case .task(let task): [task]
        case .group(_, let inside): tasks(inside: inside, nested)
        case .sequence(let members), .parallel(let members):
            members.reduce(into: []) { $0.formUnion(tasks(inside: $1, nested)) }
        }
    }

    @Test func `barriers cost far less than those between layers would`() throws {
        var (nested, layers, critical) = (0, 0, 0)
        for seed in 0..<12 {
            var numbers = SeededGenerator(seed: UInt64(seed))
            for sketch in [FlowSketch.layered(50, &numbers), .models(50, &numbers), .any(12, 0.2, &numbers)] {
                let weights = (0..<sketch.count).map { _ in Int.random(in: 1...100, using: &numbers) }
                let flow = try NestedFlow(sketch.graph, weights: weights)
                nested += flow.nestedCriticalPath - flow.criticalPath
                layers += layersLength(sketch, weights) - flow.criticalPath
                critical += flow.criticalPath
            }
        }
        #expect(nested * 3 < layers, "\(nested) and \(layers) beside \(critical)")
    }

    /// How long a flow takes with a barrier behind each layer, the plain way of nesting any flow.
    private func layersLength(_ sketch: FlowSketch, _ weights: [Int]) -> Int {
        let layers = Order(count: sketch.count, edges: sketch.edges).layers
        return Dictionary(grouping: 0..<sketch.count) { layers[$0] }.values.reduce(0) { sum, layer in
            sum + (layer.map { weights[$0] }.max() ?? 0)
        }
    }

    @Test func `for small flows there is hardly a better form`() throws {
        var (longer, most) = (0, 1.0)
        for seed in 0..<40 {
            var numbers = SeededGenerator(seed: UInt64(seed))
            let sketch = FlowSketch.any(6, 0.35, &numbers)
            let weights = (0..<6).map { _ in Int.random(in: 1...100, using: &numbers) }
            let nested = try NestedFlow(sketch.graph, weights: weights)
            let best = shortest(Array(0..<6), Order(count: 6, edges: sketch.edges), weights)
            #expect(nested.nestedCriticalPath >= best)
            if nested.nestedCriticalPath > best { longer += 1 }
            most = max(most, Double(nested.nestedCriticalPath) / Double(best))
        }
        #expect(longer <= 2 && most < 1.1, "\(longer) flows are longer, by \(most) at most")
    }

    /// The shortest of all forms: of parts that nothing joins side by side, or of every set of tasks that can come
    /// first, before all the others.
    private func shortest(_ tasks: [Int], _ order: Order, _ weights: [Int]) -> Int {
        if tasks.count == 1 { return weights[tasks[0]] }
        var best = Int.max
        for set in 1..<(1 << tasks.count) - 1 {
            let first = tasks.indices.filter { set & (1 << $0) != 0 }.map { tasks[$0] }
            let rest = tasks.filter { !first.contains($0) }
            let isJoined = first.contains { one in
                rest.contains { order.isBefore[one][$0] || order.isBefore[$0][one] }
            }
            if !isJoined {
                return max(shortest(first, order, weights), shortest(rest, order, weights))
            }
            guard !rest.contains(where: { later in first.contains { order.isBefore[later][$0] } }) else { continue }
            best = min(best, shortest(first, order, weights) + shortest(rest, order, weights))
        }
        return best
    }

    @Test(arguments: 0..<40)
    func `a group that is kept whole is one block, and what waits for a part waits for all`(seed: Int) throws {
        var numbers = SeededGenerator(seed: UInt64(seed))
        // Edges only lead upwards, so that no way comes back to a group of neighbours.
        var sketch = FlowSketch.models(24, &numbers)
        sketch.groups = [3..<7, 10..<18]
        try expectHonest(sketch, weights: nil, keeping: sketch.groupPaths)
        let nested = try NestedFlow(sketch.graph, keeping: sketch.groupPaths)
        for group in sketch.groups {
            let block = nested.blocks.first {
                if case .group(FlowSketch.path(group), _) = $0 { true } else { false }
            }
            guard case .group(_, let inside) = block else {
                Issue.record("\(group) is no block")
                continue
            }
            #expect(tasks(inside: inside, nested) == Set(group))
        }
    }

    @Test func `a group that a way leaves and comes back to cannot be whole`() throws {
        let sketch = FlowSketch(count: 4, edges: [(0, 3), (3, 1), (1, 2)], groups: [0..<2])
        #expect(try NestedFlow(sketch.graph).isExact)
        let broken = #expect(throws: BrokenGroup.self) {
            try NestedFlow(sketch.graph, keeping: sketch.groupPaths)
        }
        #expect(broken?.group == "g0" && broken?.way == ["t3"])
    }

    @Test func `no task, one task and absurd weights have a form`() throws {
        #expect(try NestedFlow(FlowSketch(count: 0, edges: []).graph).blocks.isEmpty)
        #expect(try NestedFlow(FlowSketch(count: 1, edges: []).graph).blocks == [.task(0)])
        let chain = FlowSketch(count: 3, edges: [(0, 1), (1, 2)])
        #expect(try NestedFlow(chain.graph, weights: [.max, -.max, .max]).criticalPath == 2_000_000_000_000)
    }

    @Test func `ten thousand tasks one inside the other are nested without exhausting the stack`() throws {
        // A chain of which each task starts a side task: blocks 5,000 deep.
        let edges = (0..<4999).flatMap { [($0, $0 + 1), ($0, $0 + 5001)] }
        let nested = try NestedFlow(FlowSketch(count: 10000, edges: edges).graph)
        #expect(nested.isExact && nested.criticalPath == 5000)
    }
}
