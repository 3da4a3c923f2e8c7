import PipelineModel

extension Component {
    /// The parts of an Airflow. Their metrics come by the statsd exporter.
    public static let airflow = AirflowComponents()

    /// Makes the parts of an Airflow.
    ///
    /// Source of the metrics: `metrics_template.yaml` of Airflow 3.3, in the names that the statsd exporter makes of
    /// them when `statsd_influxdb_enabled` is set and `legacy_names_on` is not.
    public struct AirflowComponents: Sendable {
        /// What decides which tasks run.
        public func scheduler(
            _ name: Name = "airflow-scheduler", memory: Memory = .gibibytes(2), cpu: CPU = .cores(1),
            sendingTo exporter: Name = "statsd-exporter"
        ) -> Component {
            part(name, "airflow-scheduler", "decides which tasks run, and starts them", memory, cpu)
                .with {
                    $0.liveness = .heartbeat(Self.schedulerBeat.all.model, seconds: 120)
                    $0.backup = .rebuilt(from: "the metadata database")
                }
                .measured(by: exporter)
                .offers(Self.schedulerBeat, Self.failures, Self.successes, Self.starving, Self.queued, Self.killed)
                .shows(.throughput(Self.successes.all))
                .alerts(Self.tasksStarve, Self.tasksAreKilled)
                .workload {
                    $0.access = [.startPods]
                    $0.podLabels = ["tier": "airflow", "component": "scheduler"]
                }
        }

        /// What people and workers talk to: Airflow 3's API server, Airflow 2's web server.
        public func apiServer(
            _ name: Name = "airflow-api-server", memory: Memory = .gibibytes(2), cpu: CPU = .cores(1)
        ) -> Component {
            part(name, "airflow-api-server", "shows runs to people, and gives workers their tasks", memory, cpu)
                .with { $0.liveness = .unseen(reason: "Airflow sends no sign of life of it") }
                .port("http", 8080, for: .interface)
                .secret("airflow-api-secret-key", keys: ["api-secret-key"], for: "signs the sessions of people")
                .secret("airflow-jwt", keys: ["jwt-secret"], for: "signs what tasks and the API tell each other")
                .workload {
                    $0.access = [.readPodLogs]
                    $0.podLabels = ["tier": "airflow", "component": "api-server"]
                    $0.servesTasks = true
                    // Where a worker shows the log of what it runs.
                    $0.taskPorts = [8793]
                }
        }

        /// What reads the files of pipelines.
        public func dagProcessor(
            _ name: Name = "airflow-dag-processor", memory: Memory = .mebibytes(512), cpu: CPU = .milli(500),
            sendingTo exporter: Name = "statsd-exporter"
        ) -> Component {
            part(name, "airflow-dag-processor", "reads the files of the pipelines", memory, cpu)
                .with { $0.liveness = .heartbeat(Self.processorBeat.all.model, seconds: 120) }
                .measured(by: exporter).offers(Self.processorBeat, Self.importErrors, Self.parseTime)
                .alerts(Self.filesDoNotImport)
                .workload { $0.podLabels = ["tier": "airflow", "component": "dag-processor"] }
        }

        /// What waits for events in place of workers.
        public func triggerer(
            _ name: Name = "airflow-triggerer", memory: Memory = .mebibytes(512), cpu: CPU = .milli(250),
            sendingTo exporter: Name = "statsd-exporter"
        ) -> Component {
            part(name, "airflow-triggerer", "waits for what deferred tasks wait for", memory, cpu)
                .with { $0.liveness = .heartbeat(Self.triggererBeat.all.model, seconds: 120) }
                .measured(by: exporter).offers(Self.triggererBeat)
                .port("logs", 8794)
                .workload {
                    $0.access = [.readPodLogs]
                    $0.podLabels = ["tier": "airflow", "component": "triggerer"]
                }
        }

        private func part(_ name: Name, _ kind: Name, _ purpose: Name, _ memory: Memory, _ cpu: CPU) -> Component {
            Component.custom(name, kind: kind, purpose: purpose, runsAs: .chart("airflow"))
                .resources(memory: memory, cpu: cpu)
                .logs(.json(time: "timestamp", level: "level", message: "event"))
                .workload(in: "airflow") {
                    $0.user = 50_000
                    // The chart calls each container like its part.
                    $0.container = String(kind.description.dropFirst("airflow-".count))
                }
                .secret("airflow-metadata", keys: ["connection"], for: "opens the metadata database")
                .secret("airflow-fernet-key", keys: ["fernet-key"], for: "reads the connections that Airflow stores")
        }

        private static let schedulerBeat = Metric.counter("airflow_scheduler_heartbeat", "rounds of the scheduler")
        private static let processorBeat = Metric.counter(
            "airflow_dag_processor_heartbeat", "rounds of the DAG processor")
        private static let triggererBeat = Metric.counter("airflow_triggerer_heartbeat", "rounds of the triggerer")
        private static let failures = Metric.counter(
            "airflow_ti_failures", "tasks that failed", labels: ["dag_id", "task_id"])
        private static let successes = Metric.counter(
            "airflow_ti_successes", "tasks that succeeded", labels: ["dag_id", "task_id"])
        private static let starving = Metric.gauge(
            "airflow_scheduler_tasks_starving", "tasks that find no slot of their pool")
        private static let queued = Metric.gauge("airflow_executor_queued_tasks", "tasks that wait for a worker")
        private static let killed = Metric.counter(
            "airflow_task_instances_without_heartbeats_killed", "tasks that were given up for dead")
        private static let importErrors = Metric.gauge(
            "airflow_dag_processing_import_errors", "files that cannot be imported")
        private static let parseTime = Metric.gauge(
            "airflow_dag_processing_total_parse_time", "the time that all files take", unit: .seconds)

        private static let tasksStarve = Alert(
            "AirflowTasksStarve", .warning, when: .above(0, starving.all, within: .minutes(15)),
            summary: "tasks have found no slot of their pool for a quarter of an hour",
            runbook: Runbook(
                meaning: "More tasks want a pool than it has slots, so runs take longer than they did.",
                waiting: "Deadlines may be missed; nothing is lost.",
                steps: [
                    Runbook.Step("See which pool has no open slots.", command: "airflow pools list"),
                    "Give the pool more slots, or let fewer runs be active.",
                ]))
        private static let tasksAreKilled = Alert(
            "AirflowTasksLost", .warning, when: .happened(killed.all),
            summary: "the scheduler gave up tasks that showed no sign of life",
            runbook: Runbook(
                meaning: "A worker died, mostly for want of memory, and its task was failed or started again.",
                waiting: "The same tasks die again at their next try.",
                steps: [
                    "Find the task in the scheduler's log, by `heartbeat timeout`.",
                    "See in the cluster's events whether its pod was killed for memory; give it more.",
                ]))
        private static let filesDoNotImport = Alert(
            "AirflowImportErrors", .critical, when: .above(0, importErrors.all, within: .minutes(2)),
            summary: "files of pipelines cannot be imported, and their pipelines do not run",
            runbook: Runbook(
                meaning: "Airflow does not schedule what it cannot import. dag-sync's gate should have held it back.",
                waiting: "The pipelines of these files do not run at all.",
                steps: [
                    Runbook.Step("Read the errors.", command: "airflow dags list-import-errors"),
                    "Roll the DAG repository back with `dagc rollback`, then mend the cause.",
                ]))
    }
}
