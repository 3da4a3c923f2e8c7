extension LocalPlatform {
    /// Debian has no statsd exporter; this makes the same metrics of Airflow's packets.
    var metricsBridge: LocalPart {
        LocalPart(
            "statsd-metrics", "makes metrics of what Airflow sends",
            health: .answers(url: "\(ports.url(.metrics))/metrics"),
            script: PartScript(
                command: [
                    machine.program("python"), "\(folder.state)/statsd_metrics.py", "\(ports[.statsd])",
                    "\(ports[.metrics])",
                ]))
    }

    var prometheus: LocalPart {
        LocalPart(
            "prometheus", "keeps metrics and evaluates the emitted rules",
            health: .answers(url: "\(ports.url(.prometheus))/-/ready"), page: "\(ports.url(.prometheus))/alerts",
            script: PartScript(
                command: [
                    "prometheus", "--config.file=\(folder.tree)/prometheus/prometheus.yml",
                    "--storage.tsdb.path=\(folder.state)/prometheus", "--storage.tsdb.retention.time=7d",
                    "--web.listen-address=\(ports.address(.prometheus))",
                ]))
    }

    var alertmanager: LocalPart {
        LocalPart(
            "alertmanager", "routes alerts as in the environment, to the receiver of this machine",
            health: .answers(url: "\(ports.url(.alertmanager))/-/ready"), page: ports.url(.alertmanager),
            script: PartScript(
                command: [
                    "prometheus-alertmanager", "--config.file=\(folder.tree)/alertmanager/alertmanager.yml",
                    "--storage.path=\(folder.state)/alertmanager", "--cluster.listen-address=",
                    "--web.listen-address=\(ports.address(.alertmanager))",
                ]))
    }

    /// Shows to whom which message would have gone.
    var receiver: LocalPart {
        LocalPart(
            "receiver", "shows the messages that people would get",
            health: .answers(url: "\(ports.url(.receiver))/messages"), page: ports.url(.receiver),
            script: PartScript(
                command: [
                    machine.program("python"), "\(folder.state)/receiver.py", "\(ports[.receiver])", folder.messages,
                ]))
    }

    var pushgateway: LocalPart {
        LocalPart(
            "pushgateway", "keeps what jobs found out", health: .answers(url: "\(ports.url(.pushgateway))/-/ready"),
            page: ports.url(.pushgateway),
            script: PartScript(
                command: [
                    "prometheus-pushgateway", "--web.listen-address=\(ports.address(.pushgateway))",
                    "--persistence.file=\(folder.state)/pushgateway.db",
                ]))
    }
}
