import Foundation
import TestSupport
import Testing

@Suite struct AirflowInstallationTests {
    @Test func `Airflow runs a report after a failure, fails the run and tells why a file was refused`() async throws {
        try await withTemporaryFolder { folder in
            let dags = folder.appending(path: "dags")
            try FileManager.default.createDirectory(at: dags, withIntermediateDirectories: true)
            try Data(Self.reported.utf8).write(to: dags.appending(path: "reported.py"))
            try Data("import nowhere\nfrom airflow.sdk import DAG\n".utf8).write(to: dags.appending(path: "broken.py"))
            let airflow = try await AirflowInstallation(
                home: folder.appending(path: "home"), dagsFolder: dags, variables: ["GREETING": "hello"])

            let listing = try await airflow.listing()
            #expect(listing.dags["reported"]?.tasks["report"] == ["work"])
            #expect(listing.importErrors.values.contains { $0.contains("No module named 'nowhere'") })
            #expect(listing.warnings == [])

            let test = try await airflow.test(dag: "reported", date: "2026-01-02")
            let run = try await airflow.latestRun(of: "reported")
            #expect(test.status == 1)
            #expect(run.state == "failed")
            #expect(run.tasks == ["work": "failed", "report": "success", "watcher": "failed"])
            #expect(try run.returned(by: "report") == "hello failed")
            #expect(run.xcoms.keys.sorted() == ["report"])
        }
    }

    private static let reported = """
        from datetime import datetime, timezone

        from airflow.providers.standard.operators.bash import BashOperator
        from airflow.sdk import DAG

        STATES = "ti.get_task_states(dag_id=dag.dag_id, run_ids=[run_id])[run_id]"

        with DAG("reported", start_date=datetime(2026, 1, 1, tzinfo=timezone.utc), schedule=None):
            work = BashOperator(task_id="work", bash_command="exit 1")
            report = BashOperator(
                task_id="report",
                bash_command="echo $GREETING $WORK",
                env={"WORK": "{{ " + STATES + "['work'] }}"},
                append_env=True,
                trigger_rule="all_done",
            )
            watcher = BashOperator(task_id="watcher", bash_command="exit 1", trigger_rule="one_failed")
            work >> report
            [work, report] >> watcher
        """
}
