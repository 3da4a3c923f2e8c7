import PipelineModel

extension Component {
    /// The sidecars that publish pipelines, one beside each part of the orchestrator that reads them.
    public static func dagSync(
        _ name: Name = "dag-sync", instances: Int = 1, stale: Duration = .minutes(5), failing: Duration = .minutes(2)
    ) -> Component {
        let success = Metric.timestamp("dag_sync_last_success_timestamp_seconds", "when a sync last succeeded")
        let since = Metric.timestamp("dag_sync_failing_since_timestamp_seconds", "since when syncs fail")
        let failures = Metric.counter("dag_sync_failures_total", "syncs that failed", labels: ["class", "step"])
        let syncs = Metric.counter("git_sync_count_total", "syncs", labels: ["status"])
        let held = Metric.gauge("dag_sync_held_files", "files that are held at an earlier version")
        let tampered = Metric.counter("dag_sync_tampered_files_total", "published files that somebody changed")
        let published = Metric.timestamp("dag_sync_published_timestamp_seconds", "when pipelines were last published")
        return custom(
            name, kind: "dag-sync", purpose: "publishes what was pushed to the DAG repository",
            runsAs: .sidecar("registry.example.com/dag-sync:latest")
        )
        .instances(instances).port("http", 9808, for: .metrics).scraped(at: ["\(name):9808"])
        .resources(memory: .mebibytes(64), limit: .mebibytes(128), cpu: .milli(50))
        .backup(.rebuilt(from: "the DAG repository"))
        .offers(success, since, failures, syncs, held, tampered, published)
        .shows(.errors(failures.all, of: syncs.all), .throughput(syncs.all))
        .alerts(
            isStale(success, after: stale), neverWorks(success), fails(since, for: failing), isTampered(tampered)
        )
        .logs(.json(time: "ts", level: "level", message: "msg"))
        .workload(in: "airflow") { _ in }
        .secret("git-credentials", keys: ["token"], for: "reads the DAG repository")
        .reaches("the DAG repository", ports: 443)
    }

    private static func isStale(_ success: Metric, after time: Duration) -> Alert {
        Alert(
            "DagSyncStale", .critical, when: .older(than: time, success.all), holding: .minutes(1),
            summary: "{{ $labels.component }} has not looked at the DAG repository for too long",
            runbook: Runbook(
                meaning: "The sidecar hangs or is not let through. Pipelines run on as they were published last.",
                waiting: "Changes that are pushed do not arrive.", steps: steps))
    }

    private static func neverWorks(_ success: Metric) -> Alert {
        Alert(
            "DagSyncNever", .critical, when: .never(success.all), holding: .minutes(5),
            summary: "{{ $labels.component }} has published nothing since it started",
            runbook: Runbook(
                meaning: "Its first sync fails, so what reads the tree may have nothing to read.",
                waiting: "Pods that wait for their first tree do not start.", steps: steps))
    }

    private static func fails(_ since: Metric, for time: Duration) -> Alert {
        Alert(
            "DagSyncFailing", .warning, when: .older(than: time, since.all),
            summary: "syncs of {{ $labels.component }} fail",
            runbook: Runbook(
                meaning: "The repository cannot be read, or what was pushed was refused by the gate.",
                waiting: "Pipelines run on as they were published last; changes do not arrive.", steps: steps))
    }

    private static func isTampered(_ tampered: Metric) -> Alert {
        Alert(
            "DagSyncTampered", .warning, when: .happened(tampered.all, within: .minutes(15)),
            summary: "somebody changed published files of {{ $labels.component }}",
            runbook: Runbook(
                meaning: "Something writes into the published tree. dag-sync has put the files right again.",
                waiting: "What runs may not be what was reviewed.",
                steps: [
                    "See in the sidecar's log which files.",
                    "Find who has the volume mounted to write, and stop it.",
                ]))
    }

    private static let steps: [Runbook.Step] = [
        Runbook.Step("Read what it says of itself.", command: "curl -s http://dag-sync:9808/status"),
        "Act on its error's class: the page `sync/RUNBOOK.md` has one section for each.",
    ]
}
