import DagDSL
import Foundation
import PipelineModel
import Pipelines
import TestSupport
import Testing

/// What lies beside the DAGs for those who run Airflow.
@Suite struct AirflowObjectTests {
    private struct Stored: Decodable {
        let connections: [String: String]
        let pools: [String: Int]
        let variables: [String]
        let unknown: [String]
    }

    @Test(arguments: AirflowVersion.allCases)
    func `Airflow imports the connections, pools and variables, and knows every setting`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures.referencePipelines(for: version)
            #expect(compiled.findings.isEmpty)
            try compiled.write(to: folder)
            let files = folder.appending(path: "airflow")
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: files.appending(path: "dags"))
            for kind in ["connections", "pools", "variables"] {
                let result = try await airflow.run(kind, "import", files.appending(path: "\(kind).json").path)
                #expect(result.status == 0, "\(result.account.suffix(4000))")
            }
            let stored = try await airflow.ask(
                "stored_objects.py", [files.appending(path: "airflow.env").path], as: Stored.self)

            let environment = Pipelines.catalog.project.environments[0].model
            #expect(environment.data.connections.filter { stored.connections[$0.id] != $0.type }.isEmpty)
            #expect(environment.orchestrator.pools.filter { stored.pools[$0.name] != $0.slots }.isEmpty)
            #expect(Set(environment.data.variables).subtracting(stored.variables).isEmpty)
            #expect(stored.unknown == [])
        }
    }
}
