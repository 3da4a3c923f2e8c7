import AirflowBackend
import DagDSL
import Foundation
import Testing

/// What Airflow stores of a DAG, from which it tells whether there is a new version.
@Suite struct SerializationTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a DAG has the same hash whenever and wherever it is parsed`(_ version: AirflowVersion) async throws {
        let sets: [[any Pipeline]] = [
            [EveryKind(), Upstream(), Downstream()], [RunnableKinds(), RunnableUpstream(), Downstream()],
            [Structure(), FailingStructure()],
        ]
        try await withFolder { folder in
            let dags = folder.appending(path: "airflow/dags")
            for pipelines in sets { try CompiledFixtures(pipelines, for: version).write(to: folder) }
            let airflow = try await RealAirflow(version, home: folder.appending(path: "home"), dags: dags)
            let first = try await airflow.hashes(seed: 0)
            #expect(first.count == 7 && Set(first.values).count == 7)
            #expect(try await airflow.hashes(seed: 20_261_121) == first)
        }
    }
}
