import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing

/// What tasks of random pipelines are said to be given, `DagTesting` foretells and both Airflows give them.
@Suite struct ValueOracleTests {
    /// Set to look further: so many pipelines, from another seed on.
    private static let pipelines = ProcessInfo.processInfo.environment["DAGC_ORACLE_PIPELINES"].flatMap(Int.init)
    private static let seed = ProcessInfo.processInfo.environment["DAGC_ORACLE_SEED"].flatMap(UInt64.init) ?? 1

    @Test("Tasks of random pipelines are given what their author says", arguments: AirflowVersion.allCases)
    func values(_ version: AirflowVersion) async throws {
        try await compare(Self.pipelines ?? 2, for: version)
    }

    @Test(
        "Tasks of hundreds of random pipelines are given what their author says", .slow,
        arguments: AirflowVersion.allCases)
    func manyValues(_ version: AirflowVersion) async throws {
        let oracle = try await compare(400, for: version)
        #expect(oracle.values >= 20_000)
    }

    @discardableResult
    private func compare(_ count: Int, for version: AirflowVersion) async throws -> ValueOracle {
        var oracle = ValueOracle(seed: Self.seed, for: version)
        let pipelines = try (0..<count).map { try oracle.pipeline($0, tasks: 8) }
        compare(oracle.foretold, with: oracle.expected, "DagTesting says of")
        for refused in oracle.refused {
            let codes = try CompiledFixtures([refused.pipeline], for: version).report.map(\.code.id)
            #expect(codes.contains(refused.code), "\(refused.pipeline.id), after \(refused.values) values: \(codes)")
        }
        let compiled = try CompiledFixtures(pipelines, for: version)
        try #require(compiled.findings.isEmpty, "\(Set(compiled.findings.map(\.message)).sorted().prefix(9))")
        try await withTemporaryFolder { folder in
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: [
                    "NOTES": notes.path, "AIRFLOW_VAR_GREETING": "hello", "AIRFLOW_VAR_CLOSING.OF-DAY": "good night",
                    "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
                ])
            let call = [airflow.dags.path, "2026-11-19"] + pipelines.map { "\($0.id)" }
            let output = try await airflow.run(script: "record_values.py", call, deadline: .seconds(20_000)).account
            let told = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            #expect(told.count == oracle.expected.count, "\(output.suffix(3_000))")
            compare(told, with: oracle.expected, "Airflow gives")
            print(
                "value oracle, \(version): \(oracle.values) values of \(oracle.expected.count) tasks in \(count) DAGs")
        }
        return oracle
    }

    private func compare(_ told: [String], with expected: [(line: String, values: Int)], _ source: String) {
        let lines = Set(told)
        let wrong = expected.filter { !lines.contains($0.line) }
        if let first = wrong.first {
            Issue.record("\(source): the first wrong value is one of the first \(first.values)")
        }
        for line in wrong.prefix(10).map(\.line) {
            let task = line.prefix { $0 != "{" && $0 != "=" }
            Issue.record("expected \(line)\n\(source) \(told.first { $0.hasPrefix(task) } ?? "nothing")")
        }
        let unexpected = lines.subtracting(expected.map(\.line))
        for line in unexpected.sorted().prefix(wrong.isEmpty ? 10 : 0) {
            Issue.record("nobody expects that \(source) \(line)")
        }
    }
}
