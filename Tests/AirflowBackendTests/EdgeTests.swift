import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// Corners of the language, held against what a real Airflow reads and does.
@Suite struct EdgeTests {
    @Test(.slow, arguments: AirflowVersion.allCases)
    func `a closed gate does not hide a failure elsewhere`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([GatedReport(), QuietArms(), Told()], for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path])
            let run = try await airflow.runBesideEchoServer(["dags", "test", "gated_report", "2026-11-19"])
            #expect(!run.endsInSuccess && run.account.contains("Marking run"), "\(run.account.suffix(4000))")
            #expect(try String(contentsOf: notes, encoding: .utf8) == "")

            let quiet = try await airflow.runBesideEchoServer(["dags", "test", "quiet_arms", "2026-11-19"])
            #expect(quiet.endsInSuccess, "\(quiet.account.suffix(4000))")
            #expect(try String(contentsOf: notes, encoding: .utf8) == "joined\n")

            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            let callbacks = ["on_failure_callback", "on_retry_callback", "on_success_callback"]
            let plain = try #require(reading.dags["quiet_arms"]?["quiet"]).arguments
            #expect(callbacks.allSatisfy { plain[$0] == nil }, "\(plain)")
            let told = try #require(reading.dags["told"])
            #expect(callbacks.map { told["quiet"]?.arguments[$0] } == ["None", "None", nil])
            #expect(told["other"]?.arguments["on_failure_callback"]?.contains("SmtpNotifier") == true)
            #expect(told["other"]?.arguments["on_retry_callback"] == "None")
        }
    }

    @Test func `an arm with nothing in it has its name on the edge around it`() throws {
        let compiled = try CompiledFixtures([QuietArms()], for: .v3_3)
        let dag = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("/quiet_arms.py") })
        let text = String(decoding: dag.bytes, as: UTF8.self)
        #expect(text.contains(#"size >> Label("small, medium") >> joined"#), "\(text)")
    }
}
