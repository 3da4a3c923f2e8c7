/// The blocks of a flow while it is being nested.
///
/// They name each other by number, so that no depth of a flow exhausts the stack.
struct BlockTree {
    enum Block {
        /// Is put in its place later.
        case open
        case task(Int)
        case group(String, inside: Int)
        case sequence([Int])
        case parallel([Int])
    }

    private(set) var blocks: [Block] = []

    mutating func add(_ block: Block) -> Int {
        blocks.append(block)
        return blocks.count - 1
    }

    mutating func fill(_ open: Int, with block: Block) { blocks[open] = block }

    /// The blocks that the one is made of, with sequences in sequences, parallels in parallels, and blocks of one other
    /// taken away. Each stands after those that it is made of; the last one is the whole.
    func flattened(_ root: Int) -> [NestedFlow.Block] {
        var result: [NestedFlow.Block] = []
        var numbers = Array(repeating: -1, count: blocks.count)
        var firstTasks: [Int] = []
        var stack = [(block: root, isOpened: false)]
        while let (block, isOpened) = stack.popLast() {
            let children = self.children(of: block)
            if !isOpened {
                stack.append((block, true))
                stack += children.reversed().map { ($0, false) }
                continue
            }
            let places = children.map { numbers[$0] }
            if places.count == 1, !isGroup(block) {
                numbers[block] = places[0]
                continue
            }
            numbers[block] = result.count
            firstTasks.append(places.map { firstTasks[$0] }.min() ?? 0)
            switch blocks[block] {
            case .open: preconditionFailure("a block was left open")
            case .task(let task):
                firstTasks[result.count] = task
                result.append(.task(task))
            case .group(let path, _): result.append(.group(path, inside: places[0]))
            case .sequence: result.append(.sequence(places))
            case .parallel: result.append(.parallel(places.sorted { firstTasks[$0] < firstTasks[$1] }))
            }
        }
        return result
    }

    private func isGroup(_ block: Int) -> Bool {
        if case .group = blocks[block] { true } else { false }
    }

    /// What a block is made of, looking through blocks that only repeat its own kind.
    private func children(of block: Int) -> [Int] {
        var found: [Int] = []
        var stack: [Int]
        switch blocks[block] {
        case .open, .task: return []
        case .group(_, let inside): return [inside]
        case .sequence(let members), .parallel(let members): stack = members.reversed()
        }
        while let member = stack.popLast() {
            switch (blocks[block], blocks[member]) {
            case (.sequence, .sequence(let inner)), (.parallel, .parallel(let inner)): stack += inner.reversed()
            case (_, .sequence(let inner)) where inner.count == 1, (_, .parallel(let inner)) where inner.count == 1:
                stack += inner
            default: found.append(member)
            }
        }
        return found
    }
}
