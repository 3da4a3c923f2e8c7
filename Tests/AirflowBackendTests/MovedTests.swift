import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// What people bring along who move a DAG is said without an escape hatch, and does what it did.
@Suite struct MovedTests {
    @Test(
        "What DAGs that are moved say is read and run by the Airflow that it was compiled for",
        arguments: AirflowVersion.allCases)
    func moved(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let pipelines: [any Pipeline] = [
                Moved(), MovedRuns(), MovedNatively(), Borne("borne", bears: true), Borne("shown", bears: false),
                NothingHidden(),
            ]
            let compiled = try CompiledFixtures(pipelines, for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: [
                    "NOTES": notes.path, "AIRFLOW_VAR_NOTES": notes.path, "AIRFLOW_VAR_GREETING": "hello",
                    "HOME": "/somewhere",
                ])
            let reading = try await airflow.read()
            #expect(reading.errors == [:])
            // The provider gives a warning for it, and Airflow 2 has no other word.
            #expect(reading.warnings.filter { !$0.contains("reattach_on_restart") } == [])
            let reattaching = version == .v2_11 ? "reattach_on_restart" : "durable"
            #expect(reading.dags["moved"]?["varying"]?.arguments[reattaching] == "False")
            let tasks = (reading.dags["moved"] ?? [:]).merging(reading.dags["moved_runs"] ?? [:]) { first, _ in first }
            expectArguments(of: tasks)
            #expect(reading.dags["borne"]?.keys.sorted() == ["any", "first", "second"])
            #expect(reading.dags["shown"]?.keys.sorted() == ["any", "first", "second", "watcher"])
            #expect(reading.dags["nothing_hidden"]?["watcher"] == nil)

            for (dag, succeeds) in [("borne", true), ("shown", false), ("nothing_hidden", false)] {
                let run = try await airflow.run("dags", "test", dag, "2026-11-19")
                #expect(run.endsInSuccess == succeeds, "\(run.account.suffix(4000))")
            }
            let natively = try await airflow.run("dags", "test", "moved_natively", "2026-11-19")
            #expect(natively.endsInSuccess, "\(natively.account.suffix(4000))")
            let run = try await airflow.run("dags", "test", "moved_runs", "2026-11-19")
            #expect(run.endsInSuccess, "\(run.account.suffix(4000))")
            let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            #expect(lines.sorted() == Self.lines.sorted(), "\(run.account.suffix(8000))")
        }
    }

    private static let lines = [
        #"texts -1 {"other": ["True", "{'a': 1}"], "third": "b'x'", "value": "1_000"}"#, "port 8080",
        #"many -1 {"other": [1, 2], "third": 3, "value": "own"}"#, #"onward -1 {"value": "onward"}"#,
        #"passed -1 {"value": "passed"}"#, #"known -1 {"value": "known"}"#, "script c", "script d",
        #"texts -1 {"other": "2026-11-25 {{ as it stands }}", "value": "run of moved_runs in 3"}"#,
        #"each_call 0 {"value": 1}"#, #"each_call 1 {"other": [3], "value": "{{ two }}"}"#,
        #"each_known 0 {"value": "a"}"#, #"each_known 1 {"other": 2, "value": "b"}"#,
        #"each_deep 0 {"value": "Bonn"}"#, "settings 2026-11-19 /", "each_setting a own a", "each_setting b own b",
        "bare none", "borne",
        #"box.inside -1 {"value": 1}"#,
    ]

    private func expectArguments(of tasks: [String: RealAirflow.Reading.Task]) {
        #expect(tasks["watcher"] == nil)
        #expect(tasks["direct"]?.arguments["python_callable"]?.contains("function onward") == true)
        #expect(tasks["way"]?.arguments["python_callable"]?.contains("function way") == true)
        #expect(tasks["outside"]?.operator.hasSuffix("ExternalPythonOperator") == true)
        #expect(tasks["apart"]?.arguments["requirements"] == "['pandas==2.2.3']")
        #expect(tasks["apart"]?.arguments["python_version"] == "'3.11'")
        #expect(tasks["weekday"]?.arguments["soft_fail"] == "True")
        #expect(tasks["foreign_group"]?.arguments["external_task_group_id"] == "'load.all'")
        #expect(tasks["foreign_group"]?.arguments["execution_delta"] == nil)
        #expect(tasks["foreign_run"]?.arguments["execution_delta"] == "datetime.timedelta(seconds=3600)")
        #expect(tasks["foreign_start"]?.arguments["trigger_dag_id"] == "'strange'")
        #expect(tasks["varying"]?.arguments["image"] == "'registry/{{ var.value.greeting }}:1'")
        #expect(tasks["varying"]?.arguments["namespace"] == "'other-{{ var.value.greeting }}'")
        #expect(tasks["varying"]?.arguments["image_pull_policy"] == "'Always'")
        #expect(tasks["varying"]?.arguments["volumes"]?.contains("/srv/data") == true)
        #expect(tasks["asset"]?.arguments["outlets"]?.contains("moved_orders") == true)
        #expect(tasks["box.after"]?.upstream == ["box.inside"])
    }

    @Test("The arguments of a list are handed over as they are, without a function that copies them")
    func rows() throws {
        let text = try self.text(of: MovedRuns())
        #expect(text.contains("expand(op_kwargs=calls.output)"), "\(text)")
        let other = try self.text(of: Moved())
        #expect(other.contains(#").expand_kwargs([{"words": "hello"}, {"words": "bye"}])"#), "\(other)")
    }

    @Test("The edges of a branch carry the words that its outcomes say, or none")
    func labels() throws {
        let text = try self.text(of: MovedRuns())
        #expect(text.contains(#"way >> Label("more than we thought") >> many"#), "\(text)")
        #expect(text.contains("way >> few"))
        #expect(text.contains("with Box("))
        #expect(text.contains("What stood in `doc_md`."), "\(text)")
    }

    private func text(of pipeline: some Pipeline) throws -> String {
        let compiled = try CompiledFixtures([pipeline], for: .v3_3)
        let dag = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("/\(pipeline.id).py") })
        return String(decoding: dag.bytes, as: UTF8.self)
    }
}
