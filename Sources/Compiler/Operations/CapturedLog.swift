import PipelineModel

/// The log of a captured database, as the PostgreSQL exporter shows it: a slot that is lost or gone shows nowhere else, since
/// a connector without one says that it runs.
///
/// Source of the metrics: https://github.com/prometheus-community/postgres_exporter/blob/v0.18.1/collector/pg_replication_slot.go
struct CapturedLog {
    let server: DatabaseServerModel
    let streams: [StreamModel]
    /// Workers of Kafka Connect, which have the account of the capture.
    let workers: [ComponentModel]

    private static let up = MetricModel.gauge("pg_up", "whether the server answers the exporter", labels: [])
    private static let active = MetricModel.gauge(
        "pg_replication_slot_slot_is_active", "whether somebody reads a slot", labels: ["slot_name", "slot_type"])
    private static let safe = MetricModel.gauge(
        "pg_replication_slot_safe_wal_size_bytes", "log that may still be written before a slot is lost", unit: .bytes,
        labels: ["slot_name", "slot_type"])
    private static let status = MetricModel.gauge(
        "pg_replication_slot_wal_status", "1 for the state of the log that a slot needs",
        labels: ["slot_name", "slot_type", "wal_status"])

    private var name: String { "\(server.database)-log".lowercased().replacing("_", with: "-") }

    var component: ComponentModel {
        var component = ComponentModel(
            name: name, kind: "captured-log", purpose: "shows how the log of database \(server.database) is read",
            runsAs: .manifest(image: "quay.io/prometheuscommunity/postgres-exporter:v0.18.1"),
            liveness: .gauge(SeriesModel(Self.up)))
        component.ports = [PortModel("metrics", 9187, .metrics)]
        component.scrape = ScrapeModel(targets: ["\(name):9187"])
        component.resources = ResourcesModel(requestMiB: 24, limitMiB: 48, requestMilliCPU: 10)
        component.metrics = [Self.up, Self.active, Self.safe, Self.status]
        component.alerts = streams.map(unread) + [lost, nearlyLost]
        component.workload = workload
        return component
    }

    /// It comes as the role of the capture, which may see all slots.
    private var workload: WorkloadModel {
        let folder = server.secrets
        let mounted = workers.compactMap(\.workload).first { $0.secrets.contains { $0.folder == folder } }
        let secret = mounted?.secrets.first { $0.folder == folder }
        var workload = WorkloadModel(namespace: mounted?.namespace ?? "data")
        workload.variables = [
            .text(
                name: "DATA_SOURCE_URI",
                value: "\(server.host):\(server.port)/\(server.database)?sslmode=\(encryption)"),
            .text(name: "DATA_SOURCE_USER_FILE", value: "\(folder)/username"),
            .text(name: "DATA_SOURCE_PASS_FILE", value: "\(folder)/password"),
        ]
        workload.secrets = [
            SecretModel(
                secret?.name ?? folder.split(separator: "/").last.map(String.init) ?? name,
                keys: ["username", "password"],
                purpose: secret?.purpose ?? "reads the changes of database \(server.database)", folder: folder)
        ]
        workload.probe = .tcp(port: 9187)
        workload.outside = [OutsideModel("the databases that are captured", ports: [server.port])]
        return workload
    }

    /// As the connector's, where the exporter's driver knows the word.
    private var encryption: String {
        let said = streams.flatMap(\.capture.settings).last { $0.part == .source && $0.key == "database.sslmode" }?
            .value
        return said.flatMap { ["disable", "require", "verify-ca", "verify-full"].contains($0) ? $0 : nil } ?? "require"
    }

    // MARK: Alerts

    private func unread(_ stream: StreamModel) -> ComponentAlertModel {
        let series = SeriesModel(Self.active, labels: [LabelValue("slot_name", stream.slot)])
        return ComponentAlertModel(
            name: "CaptureSlotUnread\(stream.alertSuffix)", severity: .critical,
            condition: .down(.gauge(series), instances: 1), holds: 600,
            summary: "nobody reads slot \(stream.slot) of database \(server.database), or it is gone",
            runbook: RunbookModel(
                meaning: """
                    The connector of stream \(stream.id) is down or hangs, or its slot was dropped. A connector whose slot is \
                    lost still says that it runs.
                    """,
                waiting: "The log grows up to its bound; then the slot is lost, and with it what was not read.",
                steps: [
                    RunbookModel.Step("See whether the slot is there, and how much may still come.", command: look),
                    RunbookModel.Step(
                        "Where it is there: start the connector's task again, and see that `active` becomes true."),
                    snapshot,
                ]))
    }

    private var lost: ComponentAlertModel {
        let series = SeriesModel(Self.status, labels: [LabelValue("wal_status", "lost")])
        return ComponentAlertModel(
            name: "CaptureSlotLost", severity: .critical, condition: .level(series, .above(0), within: 60), holds: 0,
            summary: "slot {{ $labels.slot_name }} of database \(server.database) is lost",
            runbook: RunbookModel(
                meaning: """
                    The server has dropped log that the slot had not read. Its connector hangs and says that it runs.
                    """,
                waiting: "Each change from now on is missing behind the database.",
                steps: [RunbookModel.Step("See which slot it is.", command: look), snapshot]))
    }

    /// With what the server writes when most happens, an hour is left.
    private var nearlyLost: ComponentAlertModel {
        let hour = Double(server.walBytesPerSecond) * 3600
        return ComponentAlertModel(
            name: "CaptureSlotNearlyLost", severity: .critical,
            condition: .level(SeriesModel(Self.safe), .below(hour), within: 300), holds: 0,
            summary: "slot {{ $labels.slot_name }} of database \(server.database) is lost within an hour",
            runbook: RunbookModel(
                meaning: """
                    Its reader is down or slower than the database writes; the log that may be held back is nearly full.
                    """,
                waiting: "The slot is lost, and with it all changes that were not read.",
                steps: [
                    RunbookModel.Step("See how much is left.", command: look),
                    RunbookModel.Step(
                        "Give it time while the disk has room.",
                        command: """
                            psql -c "alter system set max_slot_wal_keep_size = '…MB'" -c 'select pg_reload_conf()'
                            """),
                    RunbookModel.Step("Start the connector's task again, and see that the slot moves."),
                ]))
    }

    private var look: String {
        "psql -h \(server.host) -c 'select slot_name, active, wal_status, safe_wal_size from pg_replication_slots'"
    }

    private var snapshot: RunbookModel.Step {
        RunbookModel.Step(
            "Where it is lost or gone: drop it, take a new snapshot, and compare source and lake, as deletions of the time "
                + "between were never told.")
    }
}

extension StreamModel {
    /// Its id as a part of an alert's name.
    var alertSuffix: String {
        id.split { !($0.isLetter || $0.isNumber) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
