import CodeModels
import Compiler
import PipelineModel

/// A simulated run for people and for programs.
struct RunReport {
    private let pipeline: PipelineModel
    private let graph: TaskGraph
    private let run: SimulatedRun

    init(_ pipeline: PipelineModel, _ graph: TaskGraph, _ run: SimulatedRun) {
        self.pipeline = pipeline
        self.graph = graph
        self.run = run
    }

    /// The tasks in the order in which they end, each with the round in which it runs.
    var text: String {
        var rows: [[String]] = []
        for (round, tasks) in run.rounds.enumerated() {
            for task in tasks { rows.append(["\(round + 1)", graph.tasks[task].path, run.states[task].rawValue]) }
        }
        let ran = Set(run.rounds.joined())
        for task in graph.tasks.indices where !ran.contains(task) {
            rows.append(["-", graph.tasks[task].path, run.states[task].rawValue])
        }
        return TextTable.render([["round", "task", "state"]] + rows)
            + "\nthe run of \(pipeline.id) would end in \(state)\n"
    }

    var document: Document {
        var round: [Int: Int] = [:]
        for (number, tasks) in run.rounds.enumerated() {
            for task in tasks { round[task] = number + 1 }
        }
        let tasks = graph.tasks.indices.map { task in
            Document.object([
                "id": .string(graph.tasks[task].path), "state": .string(run.states[task].rawValue),
                "round": round[task].map { .int($0) } ?? .null,
            ])
        }
        return ["pipeline": .string(pipeline.id), "state": .string(state), "tasks": .array(tasks)]
    }

    private var state: String { run.succeeded ? "success" : "failed" }
}
