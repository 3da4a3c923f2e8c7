import Foundation
import PipelineModel
import TestSupport
import Testing

/// The reference pipelines, read by the Airflow that they were compiled for.
@Suite(.serialized, .slow) struct ReferencePipelineTests {
    @Test(arguments: AirflowVersion.allCases)
    func `the reference pipelines are read without an error, and use nothing deprecated`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures.referencePipelines(for: version)
            #expect(compiled.findings.isEmpty)
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: Self.plugins(below: folder))
            let reading = try await airflow.read()
            #expect(reading.errors == [:])
            #expect(reading.warnings == [])
            #expect(reading.dags.count == CompiledFixtures.numberOfReferencePipelines(for: version))
        }
    }

    private static func plugins(below folder: URL) -> [String: String] {
        ["AIRFLOW__CORE__PLUGINS_FOLDER": folder.appending(path: "airflow/dags/orders_python/plugins").path]
    }

    /// Airflow stores a new version of a DAG whenever its hash changes.
    @Test(arguments: AirflowVersion.allCases)
    func `a serialised DAG has the same hash in every parse and every process`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            try CompiledFixtures.referencePipelines(for: version).write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: Self.plugins(below: folder))
            let first = try await airflow.hashes(seed: 0)
            #expect(first.count == CompiledFixtures.numberOfReferencePipelines(for: version))
            for seed in [0, 1] {
                let again = try await airflow.hashes(seed: seed)
                #expect(again.keys.filter { again[$0] != first[$0] }.sorted() == [])
            }
        }
    }
}
