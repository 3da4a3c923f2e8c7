/// What follows from blocks in blocks: how long they take, and what waits for what.
struct NestedForm {
    let blocks: [NestedFlow.Block]
    /// How long each block takes, by the durations of its tasks.
    let lengths: [Int]

    /// Blocks stand after those that they are made of; the last one is the whole.
    init(_ blocks: [NestedFlow.Block], durations: [Int]) {
        self.blocks = blocks
        var lengths: [Int] = []
        for block in blocks {
            switch block {
            case .task(let task): lengths.append(durations[task])
            case .group(_, let inside): lengths.append(lengths[inside])
            case .sequence(let members): lengths.append(members.reduce(0) { $0 + lengths[$1] })
            case .parallel(let members): lengths.append(members.map { lengths[$0] }.max() ?? 0)
            }
        }
        self.lengths = lengths
    }

    var length: Int { lengths.last ?? 0 }

    /// When each task starts.
    func starts(tasks: Int) -> [Int] {
        var starts = Array(repeating: 0, count: blocks.count)
        var ofTasks = Array(repeating: 0, count: tasks)
        for block in blocks.indices.reversed() {
            switch blocks[block] {
            case .task(let task): ofTasks[task] = starts[block]
            case .group(_, let inside): starts[inside] = starts[block]
            case .parallel(let members): for member in members { starts[member] = starts[block] }
            case .sequence(let members):
                var start = starts[block]
                for member in members {
                    starts[member] = start
                    start += lengths[member]
                }
            }
        }
        return ofTasks
    }

    /// The places where tasks wait for tasks that they did not wait for in a flow, in the order of the blocks.
    ///
    /// `successors` are those of the flow's tasks. Between a last task before a barrier and a first one behind it
    /// nothing can lie, so the two were in order only if they were joined.
    func barriers(_ successors: [[Int]]) -> [NestedFlow.Barrier] {
        var found: [NestedFlow.Barrier] = []
        for case .sequence(let members) in blocks {
            for (before, behind) in zip(members, members.dropFirst()) {
                let (last, first) = (lastTasks(before), firstTasks(behind))
                let isFirst = Set(first)
                let kept = last.reduce(0) { $0 + Set(successors[$1]).intersection(isFirst).count }
                guard kept < last.count * first.count else { continue }
                found.append(
                    NestedFlow.Barrier(awaited: last, waiting: first, addedWaits: last.count * first.count - kept))
            }
        }
        return found
    }

    private func firstTasks(_ block: Int) -> [Int] { outerTasks(block) { $0.first } }

    private func lastTasks(_ block: Int) -> [Int] { outerTasks(block) { $0.last } }

    private func outerTasks(_ block: Int, ofSequence outer: ([Int]) -> Int?) -> [Int] {
        var found: [Int] = []
        var stack = [block]
        while let block = stack.popLast() {
            switch blocks[block] {
            case .task(let task): found.append(task)
            case .group(_, let inside): stack.append(inside)
            case .sequence(let members): stack += outer(members).map { [$0] } ?? []
            case .parallel(let members): stack += members
            }
        }
        return found.sorted()
    }
}
