import Compiler
import PipelineModel

/// What decides whether tasks of a pipeline start, beside their rules.
struct FlowOrder {
    let graph: TaskGraph
    let rules: [TriggerRule]
    private let indirectSetups: [[Int]]
    private let gates: [Int]

    /// A choice further up by which a task is skipped.
    enum Way {
        /// The gate has let nothing through.
        case closed(gate: String)
        /// The branch has taken a way that does not lead here.
        case taken([String], branch: String)
    }

    init(_ graph: TaskGraph) {
        self.graph = graph
        rules = graph.rules()
        indirectSetups = graph.indirectSetups()
        gates = graph.tasks.indices.filter { graph.tasks[$0].kind.facts.gate == .skipsAll }
    }

    func isSetup(_ task: Int) -> Bool {
        if case .setup = graph.tasks[task].role { true } else { false }
    }

    /// The setups further up whose teardowns come after the task.
    func setups(of task: Int) -> [Int] { indirectSetups[task] }

    /// What may skip a task whatever its rule says.
    func ways(past task: Int) -> [Way] {
        let isTeardown = graph.tasks[task].isTeardown
        let before = graph.predecessors[task]
        let nearGates = before.filter { graph.tasks[$0].kind.facts.gate == .skipsNext }
        let farGates = gates.isEmpty ? [] : gates.filter(graph.ancestors(of: [task]).contains)
        let closing = isTeardown ? [] : (nearGates + farGates).sorted().map { Way.closed(gate: graph.tasks[$0].path) }
        return closing
            + before.compactMap { choice in
                guard case .branch(let branch) = graph.tasks[choice].kind else { return nil }
                let past = branch.arms.map(\.value).filter { value in
                    let started = graph.tasksStarted(by: value, of: branch, at: choice)
                    return !started.contains(task) && !graph.descendants(of: started).contains(task)
                }
                return past.isEmpty ? nil : .taken(past, branch: graph.tasks[choice].path)
            }
    }

    /// On what of the record the start and the work of a task depend.
    func needs(of task: Int) -> Set<RecordPart> {
        let before = graph.predecessors[task] + setups(of: task)
        let ends = before.map { RecordPart(task: graph.tasks[$0].path, key: RunRecord.Key.state) }
        let choices = ways(past: task).map { way in
            switch way {
            case .closed(let path): RecordPart(task: path, key: RunRecord.Key.isClosed)
            case .taken(_, let path): RecordPart(task: path, key: RunRecord.Key.way)
            }
        }
        let lists = (graph.tasks[task].mapping?.items.results ?? []).map {
            RecordPart(task: $0, key: RunRecord.Key.result)
        }
        return workNeeds(of: task).union(ends + choices + lists)
    }

    /// On what of the record the work of a task depends; each item of a mapping gets so much and no more.
    func workNeeds(of task: Int) -> Set<RecordPart> {
        let model = graph.tasks[task]
        let ends: [String]
        switch model.kind {
        case .outcome(let outcome):
            if case .isSettled(let review?) = outcome.question {
                ends = [outcome.task, review]
            } else {
                ends = [outcome.task]
            }
        case .report(let report): ends = report.sources
        case .quality, .spark, .dbt, .reconciliation, .http, .watch, .sqlCheck, .bash, .empty, .branch, .gate, .sql,
            .httpRequest, .python, .container, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine,
            .trigger, .sensor, .message, .human, .review, .marker, .custom:
            ends = []
        }
        return Set(
            ends.map { RecordPart(task: $0, key: RunRecord.Key.state) }
                + model.askedTasks.map { RecordPart(task: $0, key: RunRecord.Key.result) })
    }

    /// The tasks that make a run fail when they fail: the last ones, and those whose failures later tasks would hide.
    var deciding: [Int] {
        let watched = Set(graph.tasksWithHiddenFailures())
        return graph.tasks.indices.filter { graph.decidesRunState($0) || watched.contains($0) }
    }
}

extension TaskModel {
    /// The tasks whose results it works with, beside those that its mapping goes through.
    var askedTasks: [String] {
        let inTexts = kind.facts.texts.flatMap(\.allParts).compactMap { part -> String? in
            if case .result(let task, _) = part { task.path } else { nil }
        }
        return inTexts + kind.facts.inputs.flatMap(\.value.results)
    }
}
