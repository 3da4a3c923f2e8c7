import DagDSL

/// Many commands of one flow in a shape that is hard on whatever goes through graphs.
struct ShapedPipeline: Pipeline {
    enum Shape {
        /// One after the other.
        case chain
        /// Layers of twenty, each of which waits for all of the layer before: twenty edges for each task.
        case layers
        /// All between a first and a last.
        case fan
    }

    let number: Name
    let tasks: Int
    let shape: Shape

    var id: PipelineID { "shaped_\(number)" }
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("data-engineering")

    private static let width = 20

    var flow: some Flow {
        let all = (0..<tasks).map { Bash("task_\(Name.number($0))", "true") }
        switch shape {
        case .chain: return zip(all, all.dropFirst()).map { ($0 >>> $1).graph }.graph
        case .layers:
            let layers = stride(from: 0, to: tasks, by: Self.width).map { Array(all[$0..<min(tasks, $0 + Self.width)]) }
            return zip(layers, layers.dropFirst()).map { ($0 >>> $1).graph }.graph
        case .fan: return (all[0] >>> Array(all[1..<tasks - 1]) >>> all[tasks - 1]).graph
        }
    }
}
