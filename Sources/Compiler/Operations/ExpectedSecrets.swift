package import PipelineModel

/// A secret that an installed platform reads, by name and keys. Nobody but its owner and the cluster has its values.
package struct ExpectedSecret: Hashable, Sendable {
    package var namespace: String
    package var name: String
    package var keys: [String]
    package var purpose: String
    /// What reads it, and has to be started again when it was changed, unless it is mounted as files.
    package var consumers: [String]
    /// Keys that may be missing.
    package var optionalKeys: Set<String> = []

    /// All of an environment and of what streams run there, in the order of their namespaces and names; empty where
    /// nothing is installed.
    package static func all(of project: ProjectModel) -> [ExpectedSecret] {
        let environment = project.environment
        guard let operations = environment.operations, case .kubernetes(let platform)? = environment.cluster,
            platform.installation != nil
        else { return [] }
        var all: [ExpectedSecret] = []
        for component in operations.components {
            guard let workload = component.workload, component.runsAs != .external else { continue }
            for secret in workload.secrets {
                add(
                    ExpectedSecret(
                        namespace: workload.namespace, name: secret.name, keys: secret.keys, purpose: secret.purpose,
                        consumers: [component.name]), to: &all)
            }
            if component.kind == "backups" {
                for namespace in Set(operations.components.compactMap(\.backedUpNamespace)).sorted() {
                    for secret in backups(in: namespace) { add(secret, to: &all) }
                }
            }
            if component.kind == "alertmanager" { add(channels(of: operations, workload.namespace), to: &all) }
        }
        add(connections(of: environment, ClusterBudget.tasksNamespace(operations)), to: &all)
        if case .kubernetes(let cluster)? = environment.data.spark?.submission {
            for secret in applications(on: cluster, of: environment, project.streams) { add(secret, to: &all) }
        }
        return all.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
    }

    private static func add(_ secret: ExpectedSecret?, to all: inout [ExpectedSecret]) {
        guard let secret, !secret.keys.isEmpty else { return }
        guard let index = all.firstIndex(where: { $0.namespace == secret.namespace && $0.name == secret.name }) else {
            all.append(secret)
            return
        }
        all[index].keys += secret.keys.filter { !all[index].keys.contains($0) }
        all[index].consumers += secret.consumers.filter { !all[index].consumers.contains($0) }
    }

    /// What Spark applications read as variables: those of the environment, and the account of the speed layer of streams,
    /// in a secret that is called like its connection.
    private static func applications(
        on cluster: SparkCluster, of environment: EnvironmentModel, _ streams: [StreamModel]
    ) -> [ExpectedSecret] {
        let own = cluster.secrets.map {
            ExpectedSecret(
                namespace: cluster.namespace, name: $0.secret, keys: [$0.key], purpose: "is read by Spark applications",
                consumers: ["Spark applications"])
        }
        let stores = Set(streams.flatMap(\.tables).compactMap { $0.speed?.store })
        let connections = Set(
            stores.compactMap { store -> String? in
                guard case .clickHouse(let connection)? = environment.store(named: store)?.engine else { return nil }
                return connection
            })
        return own
            + connections.sorted().map {
                ExpectedSecret(
                    namespace: cluster.namespace, name: $0.replacing("_", with: "-"),
                    keys: ["url", "user", "password"], purpose: "opens the speed layer for the jobs of streams",
                    consumers: ["jobs of streams"])
            }
    }

    private static func backups(in namespace: String) -> [ExpectedSecret] {
        [
            ExpectedSecret(
                namespace: namespace, name: "backup-store",
                keys: ["certificate.pem", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
                purpose: "encrypts backups, and reaches where they are kept", consumers: ["backups"]),
            ExpectedSecret(
                namespace: namespace, name: "backup-key", keys: ["key.pem"], purpose: "opens backups in drills",
                consumers: ["drills of backups"]),
        ]
    }

    /// The folder in which the operator of Prometheus mounts the secret `channels` for Alertmanager.
    private static let channelFolder = "/etc/alertmanager/secrets/channels/"

    /// Files that receivers name in the folder of that secret.
    private static func channels(of operations: OperationsModel, _ namespace: String) -> ExpectedSecret? {
        let receivers = operations.routes.map(\.receiver) + [operations.heartbeat].compactMap(\.self)
        var files = receivers.flatMap(\.channels).compactMap { channel -> String? in
            switch channel {
            case .email: nil
            case .slack(_, let file), .pagerDuty(let file): file
            case .webhook(_, let file): file
            }
        }
        if let password = operations.mail?.passwordFile { files.append(password) }
        let keys = Set(files.filter { $0.hasPrefix(channelFolder) }.map { String($0.dropFirst(channelFolder.count)) })
        return ExpectedSecret(
            namespace: namespace, name: "channels", keys: keys.sorted(), purpose: "tells people of alerts",
            consumers: ["alertmanager"])
    }

    /// One variable for each connection, as Airflow reads them. One that lies in Airflow itself or in another backend of
    /// secrets needs none here.
    private static func connections(of environment: EnvironmentModel, _ namespace: String) -> ExpectedSecret? {
        let keys = environment.data.connections.filter { $0.type != "fs" }.map { "AIRFLOW_CONN_\($0.id.uppercased())" }
        return ExpectedSecret(
            namespace: namespace, name: "airflow-connections", keys: keys.sorted(), purpose: "opens what pipelines use",
            consumers: ["tasks"], optionalKeys: Set(keys))
    }
}

extension ComponentModel {
    /// Where its backups run; nil where there are none that run on the cluster.
    package var backedUpNamespace: String? {
        guard backup?.interval != nil, ["postgres", "prometheus"].contains(kind) else { return nil }
        return workload?.namespace
    }
}
