import DagDSL
import PipelineModel
import TestSupport
import Testing

/// What is written for each kind of task is kept for each version of Airflow, so that a change of one is seen in all.
@Suite("DAG files of every kind")
struct EveryKindGoldenTests {
    @Test("Are written for each version as they were", arguments: AirflowVersion.allCases)
    func areAsTheyWere(_ version: AirflowVersion) async throws {
        let pipelines: [any Pipeline] = [EveryKind(), Upstream(), Downstream(), Follower()]
        let compiled = try CompiledFixtures(
            pipelines + (version == .v3_3 ? [HumanKinds()] + LateRuns.all : []), for: version)
        let files = compiled.artifacts.filter { $0.path.text.hasPrefix("airflow/dags/") }
        #expect(!files.isEmpty)
        try await Golden.expect(
            Dictionary(
                uniqueKeysWithValues: files.map {
                    (String($0.path.text.dropFirst("airflow/dags/".count)), String(decoding: $0.bytes, as: UTF8.self))
                }),
            below: "Airflow/\(version.rawValue)")
    }
}
