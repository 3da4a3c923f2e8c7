import AirflowBackend
import DagDSL
import Foundation
import Pipelines
import Testing

/// The reference pipelines, read by the Airflow that they were compiled for.
@Suite(.serialized) struct ReferencePipelineTests {
    @Test(arguments: AirflowVersion.allCases)
    func `the reference pipelines are read without an error, and use nothing deprecated`(
        _ version: AirflowVersion
    ) async throws {
        try await withFolder { folder in
            let compiled = try CompiledFixtures(Pipelines.catalog, for: version)
            #expect(compiled.findings.isEmpty)
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let reading = try await airflow.read()
            #expect(reading.errors == [:])
            #expect(reading.warnings == [])
            #expect(reading.dags.count == Pipelines.catalog.entries.count)
        }
    }

    /// Airflow stores a new version of a DAG whenever its hash changes.
    @Test(arguments: AirflowVersion.allCases)
    func `a serialised DAG has the same hash in every parse and every process`(_ version: AirflowVersion) async throws {
        try await withFolder { folder in
            try CompiledFixtures(Pipelines.catalog, for: version).write(to: folder)
            let kinds: [any Pipeline] =
                [EveryKind(), Upstream(), Downstream(), Structure(), FailingStructure()]
                + (version == .v3 ? [HumanKinds()] : [])
            try CompiledFixtures(kinds, for: version).write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))

            var hashes: [[String: String]] = []
            for seed in ["0", "1", "4242"] {
                let result = try await airflow.run(
                    "hash_dags.py", airflow.dags.path, environment: ["PYTHONHASHSEED": seed])
                try #require(result.status == 0, "\(result.output.suffix(4000))")
                hashes.append(try JSONDecoder().decode([String: String].self, from: Data(result.lastLine.utf8)))
            }
            #expect(hashes[0].count == Pipelines.catalog.entries.count + kinds.count)
            let changing = hashes[0].keys.filter { name in Set(hashes.map { $0[name] }).count > 1 }
            #expect(changing.sorted() == [])
        }
    }
}
