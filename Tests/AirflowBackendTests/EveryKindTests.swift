import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing

/// Every kind of task, read by the Airflow that it was compiled for.
@Suite struct EveryKindTests {
    private static let pipelines: [any Pipeline] = [EveryKind(), Upstream(), Downstream(), Follower()]

    @Test(arguments: AirflowVersion.allCases)
    func `every kind is read without an error or a warning, and its operator gets what was said`(
        _ version: AirflowVersion
    ) async throws {
        let pipelines = Self.pipelines + (version == .v3_3 ? [HumanKinds()] + LateRuns.all : [])
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(pipelines, for: version)
            #expect(compiled.findings.isEmpty)
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))

            let reading = try await airflow.read()
            #expect(reading.errors == [:])
            #expect(reading.warnings == [])
            #expect(reading.dags.keys.sorted() == pipelines.map(\.id.description).sorted())

            let tasks = try #require(reading.dags["every_kind"])
            expectResults(in: tasks)
            expectSensors(in: tasks)
            #expect(tasks["own_kind"]?.operator.hasSuffix("SlackWebhookOperator") == true)
            #expect(tasks["custom"]?.arguments["skip_on_exit_code"] == "[98, 99]")
            #expect(tasks["custom"]?.arguments["bash_command"] == "'echo {{ ds }} $WAIT'")
            #expect(tasks["plain"]?.arguments["arguments"] == "['echo', 'config.yaml']")
            #expect(tasks["score"]?.arguments["pod_template_dict"]?.contains("'restartPolicy': 'Always'") == true)
            #expect(tasks["states"]?.arguments["deferrable"] == "True")
            expectTriggers(in: tasks, version)
            expectWaits(in: tasks)
            expectCrawler(in: tasks)
            if version == .v3_3 { expectQuestions(in: reading.dags["human_kinds"] ?? [:]) }
        }
    }

    /// A result is an edge, and stays a value where the field takes one.
    private func expectResults(in tasks: [String: RealAirflow.Reading.Task]) {
        #expect(tasks["tell"]?.upstream == ["query"])
        #expect(tasks["tell"]?.arguments["message"] == "\"Totals: {{ ti.xcom_pull(task_ids='query') }}\"")
        #expect(tasks["totals"]?.upstream == ["query"])
        #expect(tasks["totals"]?.arguments["op_kwargs"]?.contains("XComArg") == true)
        #expect(tasks["states"]?.upstream == ["notify"])
        #expect(tasks["early"]?.upstream == ["later.grouped"])
        #expect(
            tasks["post"]?.arguments["data"] == #"'{"day": {{ data_interval_start | ts | tojson }}, "all": true}'"#)
    }

    private func expectTriggers(in tasks: [String: RealAirflow.Reading.Task], _ version: AirflowVersion) {
        let windowEnd = "'{{ data_interval_end | ts }}'"
        #expect(tasks["start"]?.arguments["logical_date"] == windowEnd)
        #expect(tasks["start"]?.arguments["run_after"] == (version == .v3_3 ? windowEnd : nil))
        #expect(tasks["restart"]?.operator.hasSuffix("TriggerDagRunOperator") == true)
    }

    /// Each waits as long as it may run, or a week.
    private func expectWaits(in tasks: [String: RealAirflow.Reading.Task]) {
        for (task, delay, attempts) in [
            ("glue", "60", "10080"), ("emr_step", "30", "360"), ("emr_serverless", "60", "10080"),
            ("states", "60", "10080"),
        ] {
            #expect(tasks[task]?.arguments["waiter_delay"] == delay)
            #expect(tasks[task]?.arguments["waiter_max_attempts"] == attempts)
        }
    }

    private func expectCrawler(in tasks: [String: RealAirflow.Reading.Task]) {
        let arguments = tasks["crawl"]?.arguments
        #expect(tasks["crawl"]?.operator.hasSuffix("GlueCrawlerRunOperator") == true)
        #expect(arguments?["poll_interval"] == "60" && arguments?["deferrable"] == "True")
        #expect(arguments?["fail_on_already_running"] == "False")
    }

    private func expectSensors(in tasks: [String: RealAirflow.Reading.Task]) {
        #expect(tasks["sensors.upstream"]?.arguments["execution_delta"] == "datetime.timedelta(seconds=7200)")
        #expect(tasks["sensors.yesterday"]?.arguments["execution_delta"] == "datetime.timedelta(days=1)")
        #expect(tasks["sensors.file"]?.arguments["soft_fail"] == "True")
        #expect(tasks["sensors.file"]?.arguments["mode"] == "'reschedule'")
        #expect(tasks["sensors.s3"]?.arguments["deferrable"] == "True")
        #expect(tasks["sensors.upstream_or_skipped"]?.arguments["allowed_states"] == "['success', 'skipped']")
        #expect(tasks["sensors.upstream_or_skipped"]?.arguments["silent_fail"] == "True")
        #expect(tasks["sensors.upstream_or_skipped"]?.arguments["check_existence"] == nil)
        // Airflow's own class is skipped when the other run fails, too.
        #expect(tasks["sensors.upstream_in_vain"]?.operator.hasSuffix("PipelineWait") == true)
        #expect(tasks["sensors.upstream_skips"]?.arguments["never_fail"] == "True")
        #expect(tasks["sensors.upstream_skips"]?.arguments["skipped_states"] == "['skipped']")
        #expect(
            tasks["sensors.upstream_fails"]?.arguments["failed_states"] == "['failed', 'upstream_failed', 'skipped']")
        #expect(
            tasks["sensors.mark"]?.arguments["logical_date"]
                == "'{{ (logical_date + macros.timedelta(seconds=3600)).isoformat() }}'")
        #expect(tasks["sensors.clock_deferred"]?.operator.hasSuffix("DateTimeSensorAsync") == true)
    }

    private func expectQuestions(in tasks: [String: RealAirflow.Reading.Task]) {
        #expect(tasks["approve"]?.arguments["defaults"] == "['Reject']")
        #expect(tasks["approve"]?.arguments["fail_on_reject"] == "True")
        #expect(tasks["approve"]?.upstream == ["figures"])
        #expect(tasks["choose"]?.arguments["multiple"] == "True")
        #expect(tasks["enter"]?.operator.hasSuffix("HITLEntryOperator") == true)
        #expect(tasks["route"]?.operator.hasSuffix("HITLBranchOperator") == true)
        #expect(tasks["route"]?.arguments["options_mapping"] == "{'Go on': 'onward', 'Go back': 'joined'}")
        #expect(tasks["route"]?.arguments["notifiers"]?.contains("SlackWebhookNotifier") == true)
        #expect(tasks["joined"]?.arguments["trigger_rule"]?.contains("none_failed_min_one_success") == true)
    }

    @Test(arguments: AirflowVersion.allCases)
    func `ruff finds nothing in the files and would write them the same way`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            try CompiledFixtures(Self.pipelines + (version == .v3_3 ? [HumanKinds()] + LateRuns.all : []), for: version)
                .write(to: folder)
            let ruff = try PythonEnvironment.ruff.command("ruff")
            // Rules that ask to leave Airflow 2 are for Airflow 3.
            let check = try await ruff.run(
                "check", "--select", "AIR,E,F,I,UP,B", "--ignore", version == .v2_11 ? "AIR3" : "W505", "--config",
                "src = ['airflow/dags']", ".", in: folder)
            #expect(check.status == 0, "\(check.account)")
            let format = try await ruff.run("format", "--check", ".", in: folder)
            #expect(format.status == 0, "\(format.account)")
        }
    }

    @Test func `an item within a JSON document is refused, with the alternative`() throws {
        let compiled = try CompiledFixtures([ItemsInJSON()], for: .v3_3)
        #expect(compiled.findings.map(\.code.id) == ["DAGC110", "DAGC110"])
        #expect(compiled.artifacts.isEmpty)
    }

    @Test func `a person's answer and a deadline from another time are refused for Airflow 2, with the alternative`()
        throws
    {
        let late = try CompiledFixtures(LateRuns.all, for: .v2_11)
        #expect(late.findings.map(\.code.id) == ["DAGC110", "DAGC110", "DAGC110"])
        let compiled = try CompiledFixtures([HumanKinds()], for: .v2_11)
        #expect(compiled.findings.map(\.code.id) == ["DAGC110", "DAGC110", "DAGC110", "DAGC110"])
        #expect(compiled.findings.first?.fix == "run it on an Airflow of `.v3_3`")
        #expect(compiled.artifacts.isEmpty)
    }
}
