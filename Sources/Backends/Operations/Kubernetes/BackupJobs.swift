import CodeModels
import Compiler
import PipelineModel

/// The jobs that back components up, and those that restore what the former made.
struct BackupJobs {
    let platform: InstalledPlatform
    let policies: TrafficPolicies

    /// The label with the name of what is backed up.
    static let subject = "dagc/backup-of"

    /// Components for which there are scripts.
    static func subjects(of platform: InstalledPlatform) -> [ComponentModel] {
        guard platform.installation.backups != nil, platform.component(ofKind: "backups") != nil else { return [] }
        return platform.components.map(\.model).filter { $0.backedUpNamespace != nil }
    }

    var objects: [KubernetesObject] {
        let subjects = Self.subjects(of: platform)
        let namespaces = Set(subjects.compactMap(\.backedUpNamespace)).sorted()
        let shared = namespaces.flatMap { namespace -> [KubernetesObject] in
            let metadata = platform.metadata("backups", of: "backups", in: namespace)
            return [.serviceAccount(metadata), .configMap(metadata, BackupScripts.all)]
        }
        return shared + subjects.enumerated().flatMap { index, component in jobs(of: component, index) }
    }

    private func jobs(of component: ComponentModel, _ index: Int) -> [KubernetesObject] {
        guard let interval = component.backup?.interval, let store = platform.installation.backups else { return [] }
        let isDatabase = component.kind == "postgres"
        let backup = job(
            "backup-\(component.name)", of: component, store,
            script: isDatabase ? "dump_postgres.sh" : "snapshot_prometheus.sh",
            KubernetesObject.JobSchedule(
                BackupTimes.cron(every: interval, offset: index), zone: "Etc/UTC", deadline: min(interval, 3600)),
            timeout: BackupTimes.longest(every: interval))
        let drill = job(
            "drill-\(component.name)", of: component, store,
            script: isDatabase ? "drill_postgres.sh" : "drill_prometheus.sh",
            KubernetesObject.JobSchedule("\(20 + index * 7 % 40) 6 * * 0", zone: "Etc/UTC", deadline: 3600),
            timeout: 3600)
        return [backup, drill, policies.policy(of: .backup(of: component.name))].compactMap(\.self)
    }

    private func job(
        _ name: String, of component: ComponentModel, _ store: BackupStoreModel, script: String,
        _ schedule: KubernetesObject.JobSchedule, timeout: Int
    ) -> KubernetesObject {
        let isDrill = script.hasPrefix("drill")
        var container = Container(
            "backup", image: store.image,
            resources: ContainerResources(requestMiB: 64, limitMiB: 256, requestMilliCPU: 50))
        container.command = ["sh", "/backup/\(script)"]
        container.variables =
            common(component, store) + (isDrill ? Self.opening : keeping(store) + server(of: component))
        container.mounts = [
            Mount("scripts", at: "/backup", readOnly: true), Mount("work", at: "/tmp"),
            Mount("keys", at: "/etc/backup", readOnly: true),
        ]
        // The disk of Prometheus is its user's.
        let user = component.workload?.user ?? 65_534
        var pod = KubernetesPod(serviceAccount: "backups", user: user, containers: [container])
        pod.priorityClass = PriorityClasses.tasks
        pod.volumes = [
            Volume("scripts", .configMap("backups")), Volume("work", .scratch(limitMiB: component.storage?.sizeMiB)),
            Volume("keys", .secret("backup-store")),
        ]
        if isDrill {
            // What makes backups cannot open them.
            pod.volumes.append(Volume("opener", .secret("backup-key")))
            pod.containers[0].mounts.append(Mount("opener", at: "/etc/backup-key", readOnly: true))
        }
        if !isDrill, component.kind == "prometheus" {
            // The disk is on one node, and so is whoever mounts it.
            pod.volumes.append(Volume("data", .claim(Self.claim)))
            pod.containers[0].mounts.append(Mount("data", at: "/prometheus"))
        }
        var metadata = platform.metadata(name, of: "backups", in: component.backedUpNamespace ?? "")
        metadata.labels[Self.subject] = component.name
        let selector = [InstalledPlatform.nameLabel: "backups", Self.subject: component.name]
        return .cronJob(metadata, schedule, timeout: timeout, selector: selector, pod)
    }

    /// The claim that the operator makes for the Prometheus of the chart.
    private static let claim =
        "prometheus-kube-prometheus-stack-prometheus-db-prometheus-kube-prometheus-stack-prometheus-0"

    private static let opening: [EnvironmentVariable] = [.text("BACKUP_KEY", "/etc/backup-key/key.pem")]

    private func keeping(_ store: BackupStoreModel) -> [EnvironmentVariable] {
        guard let retention = store.retention else { return [] }
        return [
            .text("BACKUP_KEEP_DAYS", String(retention.days)), .text("BACKUP_KEEP_LEAST", String(retention.least)),
        ]
    }

    private func common(_ component: ComponentModel, _ store: BackupStoreModel) -> [EnvironmentVariable] {
        var variables: [EnvironmentVariable] = [
            .text("BACKUP_NAME", component.name), .text("BACKUP_STORE", store.address),
            .text("BACKUP_CERTIFICATE", "/etc/backup/certificate.pem"),
            .secret("AWS_ACCESS_KEY_ID", name: "backup-store", key: "AWS_ACCESS_KEY_ID"),
            .secret("AWS_SECRET_ACCESS_KEY", name: "backup-store", key: "AWS_SECRET_ACCESS_KEY"),
        ]
        if let copy = store.copy { variables.append(.text("BACKUP_COPY", copy)) }
        if let gateway = platform.component(ofKind: "pushgateway"), let port = gateway.model.ports.first {
            let address = "http://\(gateway.model.name).\(gateway.workload.namespace):\(port.number)"
            variables.append(.text("PUSHGATEWAY", address))
        }
        return variables
    }

    private func server(of component: ComponentModel) -> [EnvironmentVariable] {
        if component.kind == "prometheus" {
            return [
                .text("PROMETHEUS_URL", "http://kube-prometheus-stack-prometheus:9090"),
                .text("PROMETHEUS_DATA", "/prometheus/prometheus-db"),
            ]
        }
        return [
            .text("PGHOST", component.name), .text("PGUSER", "airflow"), .text("PGDATABASE", "airflow"),
            .secret("PGPASSWORD", name: "\(component.name)-postgres", key: "password"),
        ]
    }
}
