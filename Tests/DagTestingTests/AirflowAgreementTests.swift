import Compilation
import Compiler
import DagDSL
import DagTesting
import Diagnostics
import Foundation
import PipelineModel
import RandomPipelines
import TestSupport
import Testing
import Workspace

/// The simulator against the scheduler of a real Airflow, on the DAGs that dagc writes.
@Suite(.slow)
struct AirflowAgreementTests {
    @Test func `random runs end as Airflow's scheduler ends them`() async throws {
        // What the checks refuse never reaches Airflow.
        let cases = try (0..<800).map { try Case(number: $0) }.filter { AirflowDAGs.areAllowed($0.pipeline) }
        #expect(cases.count >= 100)
        let airflow = try await Airflow3.play(cases)
        var unlike: [String] = []
        for item in cases {
            let real = try #require(airflow[item.dag])
            let simulated = Answer(item.run)
            if real.limited(to: item.tasks) != simulated { unlike.append(try item.account(real)) }
        }
        let count = unlike.count
        #expect(count == 0, "\(count) of \(cases.count) runs differ\n\(unlike.prefix(3).joined())")
        let seen = Set(cases.flatMap { $0.run.states.values })
        #expect(seen == Set(DagTesting.TaskState.allCases))
    }
}

/// The state of a run and of its tasks, in Airflow's words.
struct Answer: Equatable, Decodable {
    let run: String
    let tasks: [String: String?]

    init(_ run: Run) {
        self.run = run.succeeded ? "success" : "failed"
        tasks = run.states.mapValues(\.rawValue)
    }

    private init(run: String, tasks: [String: String?]) {
        self.run = run
        self.tasks = tasks
    }

    /// Without what dagc adds.
    func limited(to known: [String]) -> Answer {
        Answer(run: run, tasks: tasks.filter { known.contains($0.key) })
    }
}

/// One random pipeline, what is assumed of a run, and how the simulator ends it.
struct Case: Encodable {
    let dag: String
    let tasks: [String]
    let failing: Set<String>
    let skipping: Set<String>
    let closing: Set<String>
    let branches: [String: String]
    let run: Run
    let pipeline: RandomPipeline

    enum CodingKeys: String, CodingKey { case dag, tasks, failing, skipping, closing, branches }

    private static let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

    init(number: Int) throws {
        let digits = Self.digits
        let id: Name = "p\(digits[number / 100])\(digits[number / 10 % 10])\(digits[number % 10])"
        pipeline = RandomPipeline(id, seed: UInt64(number))
        dag = id.description
        tasks = try DagTesting.tasks(of: pipeline)
        var random = SeededGenerator(seed: UInt64(1_000 + number))
        var (failing, skipping): (Set<String>, Set<String>) = ([], [])
        for task in tasks {
            if random.chance(20) { failing.insert(task) } else if random.chance(10) { skipping.insert(task) }
        }
        (self.failing, self.skipping) = (failing, skipping)
        var closing: Set<String> = []
        for task in tasks where pipeline.gates.contains(task.lastID) || task.hasSuffix("_review") {
            if random.chance(40) { closing.insert(task) }
        }
        self.closing = closing
        var branches: [String: String] = [:]
        for task in tasks where pipeline.branches.contains(task.lastID) {
            branches[task] = Way.allCases.randomElement(using: &random)?.rawValue
        }
        self.branches = branches
        run = try simulate(pipeline, failing: failing, skipping: skipping, branches: branches, closing: closing)
    }

    /// Everything that is needed to see why the two differ.
    func account(_ real: Answer) throws -> String {
        let edges = try DagTesting.edges(of: pipeline).map(\.description).sorted()
        return """

            == \(dag): \(edges)
            failing \(failing.sorted()) skipping \(skipping.sorted()) closing \(closing.sorted()) \(branches)
            run: simulated \(run.succeeded ? "success" : "failed"), Airflow \(real.run)
            \(tasks.map { "\($0): simulated \(run[$0]?.rawValue ?? "-"), Airflow \((real.tasks[$0] ?? nil) ?? "-")" }
                .joined(separator: "\n"))
            \(try AirflowDAGs.emit([pipeline]).map { String(decoding: $0.bytes, as: UTF8.self) }.joined())

            """
    }
}

extension String {
    /// Behind the ids of its groups.
    fileprivate var lastID: String { split(separator: ".").last.map(String.init) ?? self }
}

/// The DAG files of pipelines, as `dagc compile` writes them for Airflow 3.
enum AirflowDAGs {
    static func areAllowed(_ pipeline: any Pipeline) -> Bool { compile([pipeline], to: .findings).project != nil }

    static func emit(_ pipelines: [any Pipeline]) throws -> [Artifact] {
        let compilation = compile(pipelines, to: .files)
        let mistakes = compilation.report.sorted.filter { $0.severity == .error }.map(\.message)
        return try #require(compilation.artifacts, "\(mistakes)").artifacts.filter { $0.origin.backend == "airflow" }
    }

    private static func compile(_ pipelines: [any Pipeline], to goal: Compilation.Goal) -> Compilation {
        let entries = pipelines.map { CatalogEntry($0, source: "tests.swift", path: #filePath, line: 1) }
        let project = RandomProject()
        return Compilation.run(
            Catalog(project: project, pipelines: entries), for: project.environments[0].model, to: goal)
    }
}

struct RandomProject: Project {
    let name: Name = "random"
    let environments = [DagDSL.Environment("test", orchestrator: .airflow(.v3_3, tree: "/dags"))]
    let start = Day(2026, 1, 1)
}

/// An Airflow 3 with a database of its own.
enum Airflow3 {
    static func play(_ cases: [Case]) async throws -> [String: Answer] {
        try await withTemporaryFolder { folder in
            let dags = folder.appending(path: "dags")
            try FileManager.default.createDirectory(at: dags, withIntermediateDirectories: true)
            for artifact in try AirflowDAGs.emit(cases.map(\.pipeline)) {
                let name = artifact.path.description.split(separator: "/").last.map(String.init) ?? ""
                if name.hasSuffix(".py") { try Data(artifact.bytes).write(to: dags.appending(path: name)) }
            }
            let list = folder.appending(path: "cases.json")
            try JSONEncoder().encode(cases).write(to: list)
            let script = PackageFolder.tests.appending(path: "DagTestingTests/simulate_airflow.py")
            var airflow = try PythonEnvironment.airflow3.python(script, [dags.path, list.path])
            airflow.environment = [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "AIRFLOW_HOME": folder.appending(path: "home").path,
                "AIRFLOW__CORE__DAGS_FOLDER": dags.path,
                "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
                "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
                "PYTHONDONTWRITEBYTECODE": "1",
            ]
            let answers = try await airflow.succeed().lastLine
            return try JSONDecoder().decode([String: Answer].self, from: Data(answers.utf8))
        }
    }
}
