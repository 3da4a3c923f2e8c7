import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// Airflow drops what a command prints that fails; what a check has found is wanted just then.
@Suite struct KeptResultTests {
    @Test("a check that fails hands on its result and where its page is", arguments: AirflowVersion.allCases)
    func keepsResults(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([FailingCheck()], of: KeptProject(), for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let home = folder.appending(path: "home")
            let airflow = try await RealAirflow(
                version, home: home, dags: folder.appending(path: "airflow/dags"),
                variables: [
                    "AIRFLOW_VAR_TREE": folder.path, "AIRFLOW_VAR_FILE": "\(folder.path)/nowhere.duckdb",
                ])
            let run = try await airflow.run("dags", "test", "failing_check", "2026-11-19")
            let kept = try await airflow.ask("read_xcom.py", ["failing_check", "check"], as: Kept?.self)
            #expect(kept?.status == "error", "\(run.account.suffix(4000))")
            let page = try #require(kept?.page)
            #expect(FileManager.default.fileExists(atPath: page))
            #expect(page.hasPrefix("\(home.path)/results/failing_check/check/"))
        }
    }

    @Test("a task's own notifications stay beside what keeps its result")
    func keepsNotifications() throws {
        let compiled = try CompiledFixtures([FailingCheck()], of: KeptProject(), for: .v3_3)
        let file = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("failing_check.py") })
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("on_retry_callback=[keep_result]"), "\(text)")
        let pattern = #/task_id="noisy"[\s\S]*?on_failure_callback=\[([\s\S]*?)\],\n/#
        let callbacks = try #require(text.firstMatch(of: pattern))
        #expect(callbacks.1.contains("SlackWebhookNotifier(") && callbacks.1.contains("keep_result"), "\(text)")
        // Nothing is kept of what leaves no result.
        let echo = try #require(text.firstRange(of: "task_id=\"echo\""))
        #expect(!text[echo.upperBound...].contains("keep_result"), "\(text)")
    }

    private struct Kept: Decodable {
        let status: String
        let page: String
    }
}

private struct FailingCheck: Pipeline {
    let id: PipelineID = "failing_check"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let check = DataQualityCheck("check", of: Lost.totals, rules: [.rowCount(atLeast: 1)])
        let noisy = DataQualityCheck("noisy", of: Lost.totals, rules: [.notNull(\.country)])
            .notifies(.onFailure(.slack(.slack)))
        check >>> noisy >>> Bash("echo", "true")
    }
}

private struct KeptProject: Project {
    let name: Name = "kept"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "test", orchestrator: .airflow(.v3_3, tree: "\(.variable(.tree))"),
            data: DataPlatform(
                connections: [.slack], stores: [StoreSetting(.embedded, .duckDB("\(.variable(.file))"))],
                variables: [.tree, .file]))
    ]
}

private enum Lost {
    static let totals = Dataset<Total>("totals", in: .embedded, path: "totals")
}

extension Variable {
    fileprivate static let tree = Variable("tree")
    fileprivate static let file = Variable("file")
}
