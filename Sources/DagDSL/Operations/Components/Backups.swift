import PipelineModel

extension Component {
    /// The jobs that back components up and restore what they made, to show that it can be. They tell the Pushgateway.
    ///
    /// - Parameters:
    ///   - age: how old the last backup may be of what promises nothing by ``recovers(losing:within:)``.
    ///   - drill: how long ago the last restore may have been.
    public static func backups(
        _ name: Name = "backups", by gateway: Name = "pushgateway", age: Duration = .hours(26),
        drill: Duration = .days(8)
    ) -> Component {
        let backup = Metric.timestamp(
            "dagc_backup_last_success_timestamp_seconds", "when a backup last succeeded", labels: ["backup_of"])
        let restored = Metric.timestamp(
            "dagc_restore_drill_last_success_timestamp_seconds",
            "when a backup was last restored to see that it can be",
            labels: ["backup_of"])
        let length = Metric.gauge(
            "dagc_restore_drill_duration_seconds", "how long that took", unit: .seconds, labels: ["backup_of"])
        return Component.custom(
            name, kind: "backups", purpose: "keeps copies of what must not be lost, and tries them",
            runsAs: .jobs, liveness: .unseen(because: "its jobs come and go; their age tells")
        )
        .measured(by: gateway).offers(backup, restored, length)
        .resources(memory: .mebibytes(64), limit: .mebibytes(256), cpu: .milli(50))
        .alerts(
            Alert(
                "BackupStale", .critical, when: .older(than: age, backup.all), holding: .minutes(5),
                summary: "the last backup of {{ $labels.backup_of }} is too old",
                runbook: Runbook(
                    meaning: "Backups fail or are not started. What is written now would be lost with the disk.",
                    waiting: "Each hour is an hour that cannot be had again.", steps: steps)),
            Alert(
                "RestoreDrillStale", .warning, when: .older(than: drill, restored.all), holding: .minutes(5),
                summary: "nobody has restored a backup of {{ $labels.backup_of }} lately",
                runbook: Runbook(
                    meaning: "The drill fails, so the backups may be of no use on the day that they are needed.",
                    waiting: "Nothing is lost until then.", steps: steps))
        )
        .workload(in: "airflow") { $0.user = 999 }
    }

    private static let steps: [Runbook.Step] = [
        Runbook.Step(
            "See which job failed.", command: "kubectl get jobs --all-namespaces -l app.kubernetes.io/name=backups"),
        "Read the log of its last pod: the script says what it could not do.",
        "Start it once more by hand when the cause is gone: `kubectl create job --from=cronjob/NAME again`.",
    ]
}
