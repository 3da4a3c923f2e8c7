import BackendInterface
import CodeModels
import PipelineModel

/// Values for the chart kube-prometheus-stack, 88. It has no schema: what it does not know, it takes in silence.
/// Source: https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
struct MonitoringValues {
    let platform: InstalledPlatform

    static let chart = "kube-prometheus-stack"
    /// Jobs of the chart that make the operator's webhook known, by the end of their names.
    static let admissionSteps = ["create", "patch"]

    /// Parts of the cluster that the chart reads unless it is told not to. Some listen on their node alone; of the others
    /// no policy lets Prometheus at all nodes, and no rule asks for them, so that what reads them would fail for ever.
    private static let unread = [
        "kubeEtcd", "kubeControllerManager", "kubeScheduler", "kubeProxy", "kubelet", "coreDns", "kubeDns",
        "kubeApiServer",
    ]

    var document: Document {
        .object(
            [
                ("fullnameOverride", "kube-prometheus-stack"), ("prometheusOperator", operatorValues),
                ("prometheus", prometheus), ("alertmanager", alertmanager), ("grafana", grafana),
                ("kube-state-metrics", stateMetrics),
                // The platform has its own, as it needs rights that no other pod of the namespace has.
                ("nodeExporter", ["enabled": false]),
                // They are about parts of the cluster that nothing here reads, and name no team, no route and no runbook.
                ("defaultRules", ["create": false]),
            ]
                + Self.unread.map { ($0, ["enabled": false]) })
    }

    private func resources(of kind: String) -> Document? {
        platform.component(ofKind: kind)?.model.resources?.values
    }

    private func companion(of kind: String) -> Document? {
        platform.component(ofKind: kind)?.workload.companions.first?.resources.values
    }

    private func fields(_ all: [(String, Document?)]) -> Document {
        .object(all.compactMap { field in field.1.map { (field.0, $0) } })
    }

    private func priority(of kind: String) -> Document? {
        platform.component(ofKind: kind).map { .string(PriorityClasses.name(of: $0.workload.importance)) }
    }

    /// Has a monitor of the chart name the component, by which all rules ask. Another port that it reads, as of what loads
    /// settings again, is no instance of the component.
    private func relabelings(of kind: String, at endpoint: String? = nil) -> Document? {
        platform.component(ofKind: kind).map {
            ["relabelings": [KubernetesObject.naming($0.model.name, at: endpoint)]]
        }
    }

    // MARK: Prometheus

    private var operatorValues: Document {
        guard platform.component(ofKind: "prometheus-operator") != nil else { return ["enabled": false] }
        let reloader = companion(of: "prometheus")
        return fields([
            ("resources", resources(of: "prometheus-operator")),
            ("serviceMonitor", relabelings(of: "prometheus-operator")),
            (
                "admissionWebhooks",
                ["patch": ["resources": ResourcesModel(requestMiB: 32, limitMiB: 64, requestMilliCPU: 10).values]]
            ),
            ("prometheusConfigReloader", reloader.map { ["resources": $0] }),
        ])
    }

    private var prometheus: Document {
        guard let (component, _) = platform.component(ofKind: "prometheus") else { return ["enabled": false] }
        var spec: [(String, Document?)] = [
            ("resources", component.resources?.values), ("priorityClassName", priority(of: "prometheus")),
            ("scrapeInterval", .string("\(platform.operations.scrapeInterval)s")), ("evaluationInterval", "1m"),
            ("externalLabels", ["environment": .string(platform.model.environment.name)]),
            // Snapshots are made through it; the network policy decides who may.
            ("enableAdminAPI", true),
        ]
        // Else only objects that carry the name of the release are seen.
        for kind in ["rule", "serviceMonitor", "podMonitor", "probe", "scrapeConfig"] {
            spec.append(("\(kind)SelectorNilUsesHelmValues", false))
        }
        if let storage = component.storage {
            spec += disk(storage)
        }
        var all: [(String, Document?)] = [
            ("prometheusSpec", fields(spec)), ("serviceMonitor", relabelings(of: "prometheus", at: "http-web")),
        ]
        if let port = platform.nodePort(of: component.name) {
            all.append(("service", ["type": "NodePort", "nodePort": .int(port)]))
        }
        return fields(all)
    }

    /// What is written anew and put together needs room beside what is kept.
    private func disk(_ storage: StorageModel) -> [(String, Document?)] {
        [
            ("retention", storage.retention.map { .string("\($0)s") }),
            ("retentionSize", .string("\(storage.sizeMiB * 8 / 10)MiB")),
            (
                "storageSpec",
                [
                    "volumeClaimTemplate": [
                        "spec": [
                            "storageClassName": .string(InstalledPlatform.storageClass),
                            "accessModes": ["ReadWriteOnce"],
                            "resources": ["requests": ["storage": .string(Quantity.mebibytes(storage.sizeMiB).text)]],
                        ]
                    ]
                ]
            ),
        ]
    }

    // MARK: Alertmanager, Grafana, the cluster's state

    private var alertmanager: Document {
        guard platform.component(ofKind: "alertmanager") != nil else { return ["enabled": false] }
        let spec = fields([
            ("useExistingSecret", true), ("configSecret", .string(AlertmanagerSecrets.configuration)),
            ("secrets", .array([.string(AlertmanagerSecrets.channels)])),
            ("resources", resources(of: "alertmanager")), ("priorityClassName", priority(of: "alertmanager")),
            // Else each route takes only alerts that name its namespace.
            ("alertmanagerConfigMatcherStrategy", ["type": "None"]),
        ])
        return fields([
            ("alertmanagerSpec", spec), ("serviceMonitor", relabelings(of: "alertmanager", at: "http-web")),
        ])
    }

    private var grafana: Document {
        guard let (component, workload) = platform.component(ofKind: "grafana") else { return ["enabled": false] }
        var service: [(String, Document?)] = []
        if let port = platform.nodePort(of: component.name) {
            service = [("type", "NodePort"), ("nodePort", .int(port))]
        }
        return fields([
            ("resources", component.resources?.values), ("priorityClassName", priority(of: "grafana")),
            (
                "admin",
                [
                    "existingSecret": .string("\(component.name)-admin"), "userKey": "admin-user",
                    "passwordKey": "admin-password",
                ]
            ),
            ("service", service.isEmpty ? nil : fields(service)),
            (
                "sidecar",
                fields([
                    ("resources", workload.companions.first?.resources.values),
                    ("dashboards", ["labelValue": "1", "searchNamespace": "ALL"]),
                ])
            ),
            ("serviceMonitor", relabelings(of: "grafana")),
            // Its pod would be refused by the namespace.
            ("testFramework", ["enabled": false]),
        ])
    }

    private var stateMetrics: Document {
        fields([
            ("resources", resources(of: "kube-state-metrics")),
            ("metricLabelsAllowlist", ["pods=[dag_id,task_id]"]),
            (
                "prometheus",
                relabelings(of: "kube-state-metrics").map { ["monitor": ["enabled": true, "http": $0]] }
            ),
        ])
    }
}

/// The secrets that Alertmanager reads.
enum AlertmanagerSecrets {
    /// Its whole configuration, with the key `alertmanager.yaml`.
    static let configuration = "alertmanager-configuration"
    /// What opens the channels by which it tells people.
    static let channels = "channels"
}

/// Values for the chart of the controller of sealed secrets.
struct SealedSecretsValues {
    let platform: InstalledPlatform

    var document: Document {
        let component = platform.component(ofKind: "sealed-secrets")?.model
        var fields: [(String, Document)] = [("fullnameOverride", "sealed-secrets")]
        if let resources = component?.resources { fields.append(("resources", resources.values)) }
        // It comes before what knows monitors, and has one in `kubernetes/monitors`.
        return .object(fields + [("metrics", ["serviceMonitor": ["enabled": false]])])
    }
}
