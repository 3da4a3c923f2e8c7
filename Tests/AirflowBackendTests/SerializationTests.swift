import AirflowBackend
import DagDSL
import Foundation
import Testing

/// What Airflow stores of a DAG, from which it tells whether there is a new version.
@Suite struct SerializationTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a DAG has the same hash whenever and wherever it is parsed`(_ version: AirflowVersion) async throws {
        let pipelines: [any Pipeline] = [EveryKind(), Structure(), FailingStructure(), RunnableKinds()]
        let others: [any Pipeline] = [Upstream(), RunnableUpstream(), Downstream()]
        try await withFolder { folder in
            let dags = folder.appending(path: "airflow/dags")
            try CompiledFixtures(pipelines + others, for: version).write(to: folder)
            let airflow = try await RealAirflow(version, home: folder.appending(path: "home"), dags: dags)
            let first = try await airflow.hashes(seed: 0)
            #expect(first.count == pipelines.count + others.count && Set(first.values).count == first.count)
            for seed in [0, 1] {
                #expect(try await airflow.hashes(seed: seed) == first)
            }
        }
    }
}
