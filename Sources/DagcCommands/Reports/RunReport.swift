import CodeModels
import Compiler
import PipelineModel

/// When a pipeline runs and how a simulated run went, for people and for programs.
struct RunReport {
    private let pipeline: PipelineModel
    private let graph: TaskGraph
    private let planned: [PlannedRun]
    private let run: SimulatedRun

    init(_ pipeline: PipelineModel, _ graph: TaskGraph, _ planned: [PlannedRun], _ run: SimulatedRun) {
        self.pipeline = pipeline
        self.graph = graph
        self.planned = planned
        self.run = run
    }

    /// The next runs on the clocks of the schedule, then the tasks by the round in which they run.
    var text: String { times + tasks }

    private var times: String {
        guard let zone = ZoneRules(pipeline.schedule.zone), !planned.isEmpty else {
            return "no run is foreseen by time: \(pipeline.schedule.words)\n\n"
        }
        let rows = planned.map { run in
            let window = run.window.map { "\($0.lowerBound.text(in: zone)) to \($0.upperBound.text(in: zone))" }
            return [run.fires.text(in: zone), window ?? "-"]
        }
        return TextTable.render([["starts (\(pipeline.schedule.zone))", "covers"]] + rows) + "\n\n"
    }

    private var tasks: String {
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
        return [
            "pipeline": .string(pipeline.id), "runs": .array(planned.map(Self.document)), "state": .string(state),
            "tasks": .array(tasks),
        ]
    }

    private static func document(_ run: PlannedRun) -> Document {
        var object: DocumentObject = ["starts": .string(run.fires.iso8601)]
        if let window = run.window {
            object["window"] = ["from": .string(window.lowerBound.iso8601), "to": .string(window.upperBound.iso8601)]
        }
        return .object(object)
    }

    private var state: String { run.succeeded ? "success" : "failed" }
}
