import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

/// What is said about a pipeline and its tasks, as Airflow understands it.
@Suite struct SettingsTests {
    @Test(arguments: AirflowVersion.allCases)
    func `every setting of a pipeline and of a task arrives`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let settings = Settings(executor: version.defaultExecutor)
            let compiled = try CompiledFixtures([settings, Continuous(), Producing()], for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            let found = try await airflow.settings()
            let read = try #require(found["1st-settings.v2"])
            expectPipeline(read["dag"] ?? [:], version)
            expectTasks(read, version)
            #expect(found["continuous"]?["dag"]?["schedule"] == "ContinuousTimetable")
            #expect(found["continuous"]?["dag"]?["max_active_runs"] == "1")
        }
    }

    private func expectPipeline(_ dag: [String: String], _ version: AirflowVersion) {
        let expected = [
            "dag_display_name": "'Every setting'", "description": "'Says \"everything\" once.'", "catchup": "False",
            "max_active_runs": "2", "max_active_tasks": "7", "dagrun_timeout": "datetime.timedelta(seconds=43200)",
            "render_template_as_native_obj": "True",
            // From midnight of the first day to the last second of the last, both in Berlin's winter.
            "start_date": "'2026-01-31T23:00:00+00:00'", "end_date": "'2026-12-31T22:59:59+00:00'",
            "schedule": version == .v2_11 ? "DatasetOrTimeSchedule" : "AssetOrTimeSchedule",
        ]
        for (name, value) in expected { #expect(dag[name] == value, "\(name)") }
        for tag in ["settings", "tests"] { #expect(dag["tags"]?.contains("'\(tag)'") == true) }
        let day = dag["param day"] ?? ""
        for part in ["(None, ", "'null'", "'string'", "'format': 'date'", "'title': 'Day'", "'section': 'Choice'"] {
            #expect(day.contains(part), "\(part) is not in \(day)")
        }
        #expect(
            dag["param limit"]?.hasPrefix("(10, ") == true && dag["param limit"]?.contains("'maximum': 100") == true)
        #expect(dag["param size"]?.contains("'enum': ['small', 'large']") == true)
        #expect(dag["param full"]?.hasPrefix("(False, ") == true && dag["param share"]?.hasPrefix("(0.5, ") == true)
        #expect(dag["param regions"]?.hasPrefix("(['eu', 'us'], ") == true)
    }

    private func expectTasks(_ tasks: [String: [String: String]], _ version: AirflowVersion) {
        expect(
            tasks["plain"],
            [
                "owner": "'ada'", "retries": "4", "retry_delay": "datetime.timedelta(seconds=60)",
                "retry_exponential_backoff": version == .v2_11 ? "True" : "2.0",
                "max_retry_delay": "datetime.timedelta(seconds=1800)",
                "execution_timeout": "datetime.timedelta(seconds=3600)", "pool": "'settings'", "pool_slots": "1",
                "queue": "'light'", "priority_weight": "3", "depends_on_past": "True",
                "on_retry_callback": "SlackWebhookNotifier", "on_failure_callback": "",
            ])
        expect(
            tasks["own"],
            [
                "retries": "1", "retry_delay": "datetime.timedelta(seconds=5)",
                "execution_timeout": "datetime.timedelta(seconds=120)", "pool_slots": "2", "queue": "'heavy'",
                "priority_weight": "9", "depends_on_past": "False", "max_active_tis_per_dag": "2",
                "task_display_name": "'A task of its own'", "doc_md": "'Says **why**.'",
                "on_failure_callback": "SmtpNotifier", "on_retry_callback": "",
                "retry_exponential_backoff": version == .v2_11 ? "False" : "0",
            ])
        expect(
            tasks["cleared"],
            [
                "retries": "0", "execution_timeout": "None", "pool": "'default_pool'", "on_retry_callback": "",
            ])
        expect(
            tasks["pod"],
            ["executor": "'\(version.defaultExecutor)'", "executor_config": "{'pod_template_file': 'pods/large.yaml'}"])
    }

    private func expect(_ task: [String: String]?, _ attributes: [String: String]) {
        for (name, value) in attributes { #expect(task?[name] == value, "\(name)") }
    }
}

extension AirflowVersion {
    /// What Airflow runs tasks with on SQLite, unless it is told otherwise.
    fileprivate var defaultExecutor: Name { self == .v2_11 ? "SequentialExecutor" : "LocalExecutor" }
}
