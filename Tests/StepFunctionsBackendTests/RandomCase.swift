import CodeModels
import Compiler
import DagDSL
import PipelineModel
import RandomPipelines
import TestSupport

/// A random pipeline as a machine, what becomes of its tasks, and how its run should end.
struct RandomCase {
    struct Expected {
        let succeeded: Bool
        let states: [String: String]
    }

    let seed: UInt64
    let tasks: [String]
    let decided: RunOutcomes
    var run: MachineRun
    let expected: Expected
    /// Whether the run would end otherwise if rules decided as soon as they can.
    let mayDecideEarlier: Bool
    private let account: String

    /// A DAG of its own for each case.
    var id: Name {
        let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        let number = Int(seed)
        return "random\(digits[number / 100])\(digits[number / 10 % 10])\(digits[number % 10])"
    }
    var dag: String { id.description }

    /// The first so many that the checks allow.
    static func some(_ count: Int, byMoto: Int) throws -> [RandomCase] {
        var cases: [RandomCase] = []
        var seed: UInt64 = 0
        while cases.count < count {
            defer { seed += 1 }
            if let item = try RandomCase(seed: seed, byMoto: cases.count < byMoto) { cases.append(item) }
        }
        return cases
    }

    private init?(seed: UInt64, byMoto: Bool) throws {
        var random = SeededGenerator(seed: 50_000 + seed)
        let pipeline = RandomPipeline("random", seed: seed)
        var decided = RunOutcomes()
        let compiled = try CompiledMachines.compile(pipeline) { model in
            Self.decide(&model.root, pipeline, &decided, &random)
        }
        guard let compiled else { return nil }
        let graph = TaskGraph(compiled.pipeline.root)
        var answers: [(state: String, tries: [Document])] = []
        for task in graph.tasks {
            switch task.kind {
            case .bash where random.chance(25):
                decided.failing.insert(task.path)
                answers.append((task.path, [MachineRun.thrown("ECS.TaskFailed")]))
            case .review:
                let isRefused = random.chance(40)
                if isRefused { decided.closing.insert(task.path) }
                answers.append((task.path, [["Return": ["chosen": [isRefused ? "Reject" : "Approve"]]]]))
            default: break
            }
        }
        let simulated = try RunSimulation.run(graph, decided, waitsForAll: true)
        let early = try RunSimulation.run(graph, decided)
        mayDecideEarlier = early.states != simulated.states || early.succeeded != simulated.succeeded
        self.seed = seed
        tasks = graph.tasks.map(\.path)
        self.decided = decided
        expected = Expected(
            succeeded: simulated.succeeded,
            states: Dictionary(
                uniqueKeysWithValues: zip(graph.tasks.map(\.path), simulated.states.map(\.rawValue))))
        run = MachineRun(
            name: "random\(seed)", machine: compiled.machine, answers: answers, byMoto: byMoto)
        account = Self.account(graph, decided)
    }

    /// Branches and gates of a machine decide by texts, so the pipeline gets those that decide as the run should.
    private static func decide(
        _ scope: inout ScopeModel, _ pipeline: RandomPipeline, _ decided: inout RunOutcomes,
        _ random: inout SeededGenerator
    ) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .group(var group):
                decide(&group.scope, pipeline, &decided, &random)
                scope.nodes[index] = .group(group)
            case .task(var task):
                switch task.kind {
                case .branch(var branch):
                    let way = branch.arms.randomElement(using: &random)?.value ?? ""
                    decided.branches[task.path] = way
                    branch.value = RuntimeText(way)
                    task.kind = .branch(branch)
                case .gate(var gate):
                    if random.chance(40) {
                        decided.closing.insert(task.path)
                        gate.value = RuntimeText("no")
                    }
                    task.kind = .gate(gate)
                default: break
                }
                scope.nodes[index] = .task(task)
            }
        }
    }

    /// Nil when the run has ended as it should.
    func difference(_ outcome: MachineResult.Outcome) -> String? {
        let wanted = expected.succeeded ? "SUCCEEDED" : "FAILED"
        guard outcome.status != wanted || outcome.states != expected.states else { return nil }
        let states = expected.states.keys.sorted().map { task in
            "\(task): \(outcome.states?[task] ?? "-"), should be \(expected.states[task] ?? "-")"
        }
        return """
            \(outcome.status) (\(outcome.error ?? "") \(outcome.cause ?? "")), should be \(wanted)
            \(states.joined(separator: "\n"))
            \(account)
            """
    }

    private static func account(_ graph: TaskGraph, _ decided: RunOutcomes) -> String {
        let edges = graph.tasks.indices.flatMap { from in
            graph.successors[from].map { "\(graph.tasks[from].path) >>> \(graph.tasks[$0].path)" }
        }
        let rules = zip(graph.tasks, graph.rules()).map { "\($0.path) \($1.rawValue) \($0.role)" }
        return "\(edges)\n\(rules)\n\(decided)"
    }
}
