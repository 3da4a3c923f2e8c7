import CodeModels
import Compiler
import PipelineModel

/// Who goes first when a cluster has too little.
enum PriorityClasses {
    static func name(of importance: WorkloadModel.Importance) -> String { "platform-\(importance.rawValue)" }

    /// Of pods that run tasks, which are started again when they are evicted.
    static let tasks = "platform-tasks"

    static var objects: [KubernetesObject] {
        [
            .priorityClass(name(of: .data), value: 1_000_000, purpose: "holds what cannot be had again"),
            .priorityClass(name(of: .platform), value: 500_000, purpose: "all else stands still without it"),
            .priorityClass(tasks, value: 100_000, purpose: "is started again when it was evicted"),
            .priorityClass(name(of: .comfort), value: 10_000, purpose: "is missed, and work goes on"),
        ]
    }
}

/// A namespace with what bounds it, and the roles that are given there.
struct NamespaceManifest {
    let platform: InstalledPlatform
    let policies: TrafficPolicies
    let namespace: String
    /// Of the largest profile.
    let budget: ClusterBudget

    var objects: [KubernetesObject] {
        [
            .namespace(namespace, level: level, labels: [InstalledPlatform.partLabel: platform.model.name]),
            .resourceQuota(
                ObjectMetadata("budget", in: namespace), requestMiB: requestMiB, limitMiB: limitMiB,
                requestMilliCPU: milliCPU, pods: pods, storageMiB: storageMiB),
            .limitRange(
                ObjectMetadata("usual", in: namespace),
                ContainerResources(requestMiB: 64, limitMiB: 256, requestMilliCPU: 50)),
            TrafficPolicies.refusal(of: namespace),
        ] + talk + roles
    }

    /// Pods that tasks start are what their authors make of them; those of the platform are made here or by charts whose
    /// pods were looked at.
    private var level: KubernetesObject.PodSecurityLevel {
        let own = platform.components.filter { $0.workload.namespace == namespace }.map(\.workload)
        if own.contains(where: { $0.user == 0 || !$0.nodeFolders.isEmpty || !$0.keptNodeFolders.isEmpty }) {
            return .privileged
        }
        return platform.jobNamespaces.contains(namespace) ? .baseline : .restricted
    }

    // MARK: How much

    private var lines: [ClusterBudget.Line] { budget.lines.filter { $0.namespace == namespace } }

    private var jobs: ResourcesModel? {
        platform.jobNamespaces.contains(namespace) ? platform.installation.jobs : nil
    }

    private var requestMiB: Int { budget.quotaMiB(of: namespace, jobs: jobs) }
    private var limitMiB: Int {
        lines.filter { $0.pods > 0 }.reduce(ClusterBudget.spareMiB * 2) { $0 + $1.limitMiB } + (jobs?.limitMiB ?? 0)
    }
    private var milliCPU: Int {
        lines.filter { $0.pods > 0 }.reduce(500) { $0 + $1.requestMilliCPU } + (jobs?.requestMilliCPU ?? 0)
    }
    private var pods: Int { lines.reduce(4) { $0 + $1.pods } + (jobs == nil ? 0 : 20) }
    private var storageMiB: Int { lines.reduce(0) { $0 + $1.storageMiB } }

    // MARK: Who

    private var talk: [KubernetesObject] {
        var ends: [Traffic.End] = []
        if platform.tasks.namespace == namespace { ends += [.tasks, .migration] }
        // They run before the chart has made anything.
        if platform.component(ofKind: "prometheus-operator")?.workload.namespace == namespace {
            ends += MonitoringValues.admissionSteps.map { .admission($0) }
        }
        if platform.jobNamespaces.contains(namespace) { ends.append(.jobs(namespace: namespace)) }
        return ends.compactMap(policies.policy)
    }

    private var roles: [KubernetesObject] { podRoles + sparkRoles }

    /// What tasks may do where they start pods. Source of the verbs: KubernetesPodOperator of the provider
    /// cncf.kubernetes; `pods/exec` serves its sidecar for results.
    private var podRoles: [KubernetesObject] {
        guard platform.startsPods, platform.kubernetes.namespace == namespace else { return [] }
        let account = platform.kubernetes.serviceAccount.map {
            KubernetesObject.serviceAccount(ObjectMetadata($0, in: namespace))
        }
        return [account].compactMap(\.self)
            + given(
                "start-pods",
                [
                    AccessRule(.pods, .create, .get, .list, .watch, .patch, .delete), AccessRule(.podLogs, .get),
                    AccessRule(.podExec, .create, .get), AccessRule(.events, .list),
                ], to: InstalledPlatform.tasksAccount, of: platform.tasks.namespace)
    }

    /// What tasks may do where Spark applications run, and what the drivers of these may.
    /// Source: https://www.kubeflow.org/docs/components/spark-operator/user-guide/using-sparkapplication/
    private var sparkRoles: [KubernetesObject] {
        guard let spark = platform.spark, spark.namespace == namespace else { return [] }
        let all: [AccessRule.Verb] = [.create, .get, .list, .watch, .update, .patch, .delete]
        return given(
            "start-applications",
            [
                AccessRule(.sparkApplications, .create, .get, .list, .watch, .patch, .delete),
                AccessRule(.sparkApplicationStatus, .get), AccessRule(.pods, .get, .list, .watch),
                AccessRule(.podLogs, .get),
            ], to: InstalledPlatform.tasksAccount, of: platform.tasks.namespace)
            // Spark makes the pods of drivers, which start executors, and says nothing of tokens.
            + [.serviceAccount(ObjectMetadata(spark.serviceAccount, in: namespace), mountsToken: true)]
            + given(
                "run-executors",
                [.pods, .services, .configmaps, .persistentVolumeClaims].map { AccessRule($0, all) },
                to: spark.serviceAccount, of: namespace)
    }

    private func given(
        _ role: String, _ rules: [AccessRule], to account: String, of home: String
    ) -> [KubernetesObject] {
        [
            .role(ObjectMetadata(role, in: namespace), rules),
            .roleBinding(
                ObjectMetadata("\(role)-\(account)", in: namespace), role: role, account: account, of: home),
        ]
    }
}
