import Foundation
import Testing

@Suite struct CompiledPipelineTests {
    @Test func `the daily pipeline runs on Airflow and reports the right figures`() async throws {
        try await withTemporaryFolder { folder in
            let workload = try await OrdersWorkload(
                in: folder.appending(path: "data"), from: "2026-11-18T02:00:00+00:00", to: "2026-11-19T02:00:00+00:00")
            let tree = folder.appending(path: "tree")
            try await BuiltProgram.dagc.call("compile", "--environment", "local", "--out", tree.path)
                .succeed(deadline: .seconds(60))
            let airflow = try await AirflowInstallation(
                home: folder.appending(path: "airflow"), dagsFolder: tree.appending(path: "airflow/dags"),
                variables: workload.airflowVariables(tree: tree))
            let listing = try await airflow.listing()
            #expect(listing.importErrors.isEmpty && listing.warnings.isEmpty, "\(listing)")
            try await airflow.test(
                dag: "daily_batch_processing", date: "2026-11-19T02:00:00+00:00")
            let run = try await airflow.latestRun(of: "daily_batch_processing")
            #expect(run.state == "success")
        }
    }
}
