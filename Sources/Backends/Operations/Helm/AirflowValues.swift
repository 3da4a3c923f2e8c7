import BackendInterface
import CodeModels
import PipelineModel

/// Values for the official chart of Airflow, 1.22, with the Kubernetes executor.
///
/// Names of secrets stand in them in any case: without, the chart makes new keys at each upgrade, and connections that
/// were stored before cannot be read. Source: https://airflow.apache.org/docs/helm-chart/1.22.0/parameters-ref.html
struct AirflowValues {
    let platform: InstalledPlatform
    /// Variables of the environment, `AIRFLOW__SECTION__KEY`.
    let settings: [(name: String, value: String)]
    let sync: SyncPods

    /// Nil where Airflow is not installed by its chart.
    init?(_ platform: InstalledPlatform, settings: [(name: String, value: String)]) {
        guard platform.hasChart("airflow"), let tree = platform.model.environment.orchestrator.tree.known else {
            return nil
        }
        self.platform = platform
        self.settings = settings
        sync = SyncPods(platform: platform, tree: tree)
    }

    var document: Document {
        .object(
            image + [
                ("useStandardNaming", true), ("executor", "KubernetesExecutor"),
                ("fernetKeySecretName", "airflow-fernet-key"), ("apiSecretKeySecretName", "airflow-api-secret-key"),
                ("jwtSecretName", "airflow-jwt"), ("data", ["metadataSecretName": "airflow-metadata"]),
                ("postgresql", ["enabled": false]), ("redis", ["enabled": false]), ("statsd", ["enabled": false]),
                ("extraEnvFrom", .string(Self.connections)),
                (
                    "securityContexts",
                    [
                        "pod": [
                            "runAsNonRoot": true, "runAsUser": 50_000, "fsGroup": 0,
                            "seccompProfile": ["type": "RuntimeDefault"],
                        ],
                        "containers": ["allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]]],
                    ]
                ),
                ("config", configuration), ("createUserJob", createUser), ("migrateDatabaseJob", migration),
                ("scheduler", scheduler), ("apiServer", apiServer), ("dagProcessor", dagProcessor),
                ("triggerer", triggerer), ("workers", workers), ("dags", dags),
            ])
    }

    /// A secret of connections, each a variable `AIRFLOW_CONN_…`. Airflow starts without it.
    private static let connections = """
        - secretRef:
            name: airflow-connections
            optional: true

        """

    private var image: [(String, Document)] {
        let parts = platform.installation.airflowImage.split(separator: ":", maxSplits: 1).map(String.init)
        let tag = parts.count > 1 ? parts[1] : "latest"
        return [
            ("airflowVersion", .string(String(tag.prefix { $0.isNumber || $0 == "." }))),
            ("images", ["airflow": ["repository": .string(parts[0]), "tag": .string(tag)]]),
        ]
    }

    // MARK: Settings

    /// Sections of `airflow.cfg`. The executor never has more pods than their quota lets in, and tries again when it is
    /// refused all the same; by default the task would fail at once.
    private var configuration: Document {
        var sections: [String: [String: String]] = [
            "core": ["parallelism": "\(platform.installation.workers.count)"],
            "kubernetes_executor": ["task_publish_max_retries": "-1"],
        ]
        for (name, value) in settings {
            // `AIRFLOW__SECTION__KEY`, in which a section may have single underscores.
            guard let start = name.firstRange(of: "AIRFLOW__"),
                let middle = name[start.upperBound...].firstRange(of: "__")
            else { continue }
            let section = name[start.upperBound..<middle.lowerBound].lowercased()
            sections[section, default: [:]][name[middle.upperBound...].lowercased()] = value
        }
        return .object(
            sections.sorted { $0.key < $1.key }.map { section, values in
                (section, .object(values.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
            })
    }

    // MARK: Jobs

    /// Else the chart makes a user admin with the password admin.
    private var createUser: Document { ["enabled": false, "serviceAccount": ["create": false]] }

    /// As a plain job: as a hook it would wait for pods that wait for it. It mounts nothing that may be missing.
    private var migration: Document {
        [
            "useHelmHooks": false, "applyCustomEnv": false, "ttlSecondsAfterFinished": 3600,
            "serviceAccount": ["automountServiceAccountToken": false],
            "resources": ResourcesModel(requestMiB: 256, limitMiB: 512, requestMilliCPU: 100).values,
        ]
    }

    // MARK: What runs always

    private var scheduler: Document { .object(part("airflow-scheduler") + [noLogSidecar]) }

    private var apiServer: Document {
        var fields = part("airflow-api-server")
        fields.append(("startupProbe", ["failureThreshold": 30]))
        if let name = platform.component(ofKind: "airflow-api-server")?.model.name,
            let port = platform.nodePort(of: name)
        {
            fields.append(
                (
                    "service",
                    [
                        "type": "NodePort",
                        "ports": [
                            ["name": "api-server", "port": "{{ .Values.ports.apiServer }}", "nodePort": .int(port)]
                        ],
                    ]
                ))
        }
        return .object(fields)
    }

    private var dagProcessor: Document {
        .object(
            part("airflow-dag-processor") + [noLogSidecar, ("strategy", Self.oneAtATime), Self.noToken]
                + sync.fields(isLasting: true))
    }

    private var triggerer: Document {
        .object(
            part("airflow-triggerer") + [
                noLogSidecar, ("strategy", Self.oneAtATime), ("persistence", ["enabled": false]),
            ] + sync.fields(isLasting: true))
    }

    private func part(_ kind: String) -> [(String, Document)] {
        guard let (component, workload) = platform.component(ofKind: kind) else { return [("enabled", false)] }
        var fields: [(String, Document)] = []
        if component.instances != 1 { fields.append(("replicas", .int(component.instances))) }
        if let resources = component.resources { fields.append(("resources", resources.values)) }
        fields.append(("priorityClassName", .string(PriorityClasses.name(of: workload.importance))))
        fields.append(("podDisruptionBudget", ["enabled": true]))
        return fields
    }

    /// Logs end with their pod, and Fluentd has read them before.
    private var noLogSidecar: (String, Document) { ("logGroomerSidecar", ["enabled": false]) }

    /// The chart would run twice as many pods during an update.
    private static let oneAtATime: Document = [
        "type": "RollingUpdate", "rollingUpdate": ["maxSurge": 0, "maxUnavailable": 1],
    ]

    private static let noToken: (String, Document) = (
        "serviceAccount", ["automountServiceAccountToken": false]
    )

    // MARK: Tasks

    private var workers: Document {
        // The chart warns of its own defaults unless these are empty.
        let unset: [(String, Document)] = [
            "retentionDays", "retentionMinutes", "frequencyMinutes", "maxSizeBytes", "maxSizePercent",
        ].map { ($0, .null) }
        return .object([
            ("logGroomerSidecar", .object(unset)),
            (
                "kubernetes",
                .object(
                    [
                        ("resources", platform.installation.workers.each.values),
                        ("priorityClassName", .string(PriorityClasses.tasks)),
                    ] + sync.fields(isLasting: false))
            ),
        ])
    }

    private var dags: Document { sync.dags }
}
