import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing

/// What tasks of random pipelines are said to be given, they are given by both Airflows.
@Suite struct ValueOracleTests {
    /// Set to look further: so many pipelines, from another seed on.
    private static let pipelines = ProcessInfo.processInfo.environment["DAGC_ORACLE_PIPELINES"].flatMap(Int.init)
    private static let seed = ProcessInfo.processInfo.environment["DAGC_ORACLE_SEED"].flatMap(UInt64.init) ?? 1

    @Test("Tasks of random pipelines are given what their author says", arguments: AirflowVersion.allCases)
    func values(_ version: AirflowVersion) async throws {
        var oracle = ValueOracle(seed: Self.seed, for: version)
        let count = Self.pipelines ?? (SlowTests.areWanted ? 200 : 2)
        let pipelines = (0..<count).map { oracle.pipeline($0, tasks: 16) }
        let compiled = try CompiledFixtures(pipelines, for: version)
        #expect(compiled.findings.isEmpty, "\(compiled.findings.prefix(3))")
        try await withTemporaryFolder { folder in
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path, "AIRFLOW_VAR_GREETING": "hello"])
            let call = [airflow.dags.path, "2026-11-19"] + pipelines.map { "\($0.id)" }
            let output = try await airflow.run(script: "run_dags.py", call, deadline: .seconds(10_000)).account
            let told = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            compare(told, oracle.expected, output)
            print("value oracle, \(version): \(oracle.values) values of \(oracle.expected.count) tasks")
        }
    }

    private func compare(_ told: [String], _ expected: [String], _ output: String) {
        let wrong = Set(expected).subtracting(told)
        #expect(told.count == expected.count, "\(output.suffix(3_000))")
        for line in wrong.sorted().prefix(10) {
            let task = line.prefix { $0 != "{" && $0 != "=" }
            Issue.record("expected \(line)\ngot      \(told.first { $0.hasPrefix(task) } ?? "nothing")")
        }
    }
}
