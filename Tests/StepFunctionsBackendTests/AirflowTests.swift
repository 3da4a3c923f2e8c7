import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import RandomPipelines
import TestSupport
import Testing
import Workspace

/// Machines beside the scheduler of a real Airflow, which runs the DAGs that the same pipelines become.
@Suite("Machines and a real Airflow", .slow)
struct AirflowTests {
    @Test("A hundred random pipelines end on both in the same way")
    func random() async throws {
        // Where a rule may decide before all tasks before have ended, a machine decides later, and a warning says so.
        let cases = try RandomCase.some(240, byMoto: 0).filter { !$0.mayDecideEarlier }.prefix(100)
        #expect(cases.count == 100)
        let machines = try await AWSTools.run(cases.map(\.run))
        let airflow = try await Self.play(Array(cases))
        var unlike: [String] = []
        for (item, machine) in zip(cases, machines) {
            let dag = try #require(airflow[item.dag])
            let states = dag.tasks.compactMapValues(\.self).filter { machine.interpreter.states?[$0.key] != nil }
            let isSame =
                dag.run == (machine.interpreter.status == "SUCCEEDED" ? "success" : "failed")
                && states == machine.interpreter.states
            if !isSame { unlike.append("\(item.dag): Airflow \(dag), machine \(machine.interpreter)") }
        }
        #expect(unlike.isEmpty, "\(unlike.count) differ\n\(unlike.prefix(3).joined(separator: "\n"))")
        print("beside Airflow: \(cases.count) pipelines, \(cases.flatMap(\.tasks).count) tasks, \(unlike.count) differ")
    }

    private struct Answer: Decodable {
        let run: String
        let tasks: [String: String?]
    }

    private struct Play: Encodable {
        let dag: String
        let tasks: [String]
        let failing: Set<String>
        let skipping: Set<String>
        let closing: Set<String>
        let branches: [String: String]
    }

    private static func play(_ cases: [RandomCase]) async throws -> [String: Answer] {
        try await withTemporaryFolder { folder in
            let dags = folder.appending(path: "dags")
            try FileManager.default.createDirectory(at: dags, withIntermediateDirectories: true)
            for file in try files(of: cases) where file.path.description.hasSuffix(".py") {
                let name = file.path.description.split(separator: "/").last.map(String.init) ?? ""
                try Foundation.Data(file.bytes).write(to: dags.appending(path: name))
            }
            let list = folder.appending(path: "cases.json")
            let plays = cases.map { item in
                Play(
                    dag: item.dag, tasks: item.tasks, failing: item.decided.failing, skipping: item.decided.skipping,
                    closing: item.decided.closing, branches: item.decided.branches)
            }
            try JSONEncoder().encode(plays).write(to: list)
            let script = PackageFolder.tests.appending(path: "DagTestingTests/simulate_airflow.py")
            var airflow = try PythonEnvironment.airflow3.python(script, [dags.path, list.path])
            airflow.environment = [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "AIRFLOW_HOME": folder.appending(path: "home").path,
                "AIRFLOW__CORE__DAGS_FOLDER": dags.path, "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
                "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR", "PYTHONDONTWRITEBYTECODE": "1",
            ]
            return try JSONDecoder().decode(
                [String: Answer].self, from: Foundation.Data(try await airflow.succeed().lastLine.utf8))
        }
    }

    private static func files(of cases: [RandomCase]) throws -> [Artifact] {
        let entries = cases.map {
            CatalogEntry(
                RandomPipeline($0.id, seed: $0.seed), source: "tests.swift", path: #filePath, line: 1)
        }
        let project = AirflowProject()
        let compilation = Compilation.run(
            Catalog(project: project, pipelines: entries), for: project.environments[0].model)
        let mistakes = compilation.report.sorted.filter { $0.severity == .error }.map(\.message)
        return try #require(compilation.artifacts, "\(mistakes)").artifacts.filter { $0.origin.backend == "airflow" }
    }
}

private struct AirflowProject: Project {
    let name: Name = "random"
    let environments = [DagDSL.Environment("test", orchestrator: .airflow(.v3_3, tree: "/dags"))]
    let start = Day(2026, 1, 1)
}
