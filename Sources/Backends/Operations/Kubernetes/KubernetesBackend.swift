package import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// The platform on a cluster: folders for `kubectl apply -k`, with all that charts do not bring, and what guards both.
package struct KubernetesBackend: Backend {
    package let name = "kubernetes"
    package let folders = ["kubernetes"]

    private let metrics: RunMetrics

    /// - Parameter metrics: by what the environment's orchestrator shows runs.
    package init(metrics: RunMetrics) { self.metrics = metrics }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        guard let platform = InstalledPlatform(project.model) else { return [] }
        let policies = TrafficPolicies(platform)
        let budgets = platform.installation.profiles.map {
            ClusterBudget(project.model, platform.operations, on: platform.kubernetes, platform.installation, $0)
        }
        let rules = WatchedCluster(platform, RuleFiles(project.model, metrics))
        let objects = cluster(platform) + namespaces(platform, policies, budgets) + components(platform, policies)
        let ruleObjects = rules.folders.flatMap { folder($0.path, $0.objects, $0.source) }
        let budget = BudgetPage(budgets: budgets, nodes: platform.installation.workerNodes)
        return objects + ruleObjects + profiles(platform, policies, rules) + scripts(platform) + [
            page("budget.md", budget.text, platform), page("traffic.md", policies.page, platform),
        ]
    }

    /// What people run. On one machine, also what makes the cluster there.
    private func scripts(_ platform: InstalledPlatform) -> [Artifact] {
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        var files = [
            page("bootstrap.sh", text(PackageResources.bootstrap_sh), platform),
            page("verify.sh", text(PackageResources.verify_sh), platform),
        ]
        guard let local = LocalCluster(platform) else { return files }
        files.append(
            Artifact(
                "kubernetes/local/cluster.yaml", yaml: local.configuration, by: self,
                from: platform.model.environment.name))
        files.append(
            Artifact(
                "kubernetes/local/audit-policy.yaml", yaml: LocalCluster.auditPolicy, by: self,
                from: platform.model.environment.name))
        files.append(page("local/wslconfig", local.machine, platform))
        files.append(page("local/bootstrap.ps1", text(PackageResources.bootstrap_ps1), platform))
        return files
    }

    private func cluster(_ platform: InstalledPlatform) -> [Artifact] {
        let objects =
            PriorityClasses.objects
            + [.storageClass(InstalledPlatform.storageClass, provisioner: platform.installation.provisioner)]
        return folder("cluster", objects, platform.model.environment.name)
    }

    private func namespaces(
        _ platform: InstalledPlatform, _ policies: TrafficPolicies, _ budgets: [ClusterBudget]
    ) -> [Artifact] {
        guard let largest = budgets.max(by: { $0.requestMiB < $1.requestMiB }) else { return [] }
        return platform.namespaces.flatMap { namespace in
            let manifest = NamespaceManifest(
                platform: platform, policies: policies, namespace: namespace, budget: largest)
            return folder("namespaces/\(namespace)", manifest.objects, platform.model.environment.name)
        }
    }

    private func components(_ platform: InstalledPlatform, _ policies: TrafficPolicies) -> [Artifact] {
        manifests(platform, policies).flatMap { manifest in
            let (name, objects) = (manifest.component.name, manifest.objects)
            return (objects.isEmpty ? [] : folder("components/\(name)", objects, name))
                + (manifest.monitors.isEmpty ? [] : folder("monitors/\(name)", manifest.monitors, name))
        }
    }

    private func manifests(_ platform: InstalledPlatform, _ policies: TrafficPolicies) -> [ComponentManifest] {
        platform.components.map { component, workload in
            ComponentManifest(
                platform: platform, policies: policies, component: component, workload: workload,
                files: component.kind == "fluentd" ? LoggingBackend.files(platform.model) : [])
        }
    }

    /// What a profile applies: the cluster, the namespaces, and its own components.
    private func profiles(
        _ platform: InstalledPlatform, _ policies: TrafficPolicies, _ rules: WatchedCluster
    ) -> [Artifact] {
        let manifests = manifests(platform, policies)
        return platform.installation.profiles.map { profile in
            let parts = manifests.filter { profile.has($0.component.name) }
            let hasMonitors = parts.contains { $0.component.kind == "prometheus" }
            let resources =
                ["cluster"] + platform.namespaces.map { "namespaces/\($0)" }
                + parts.filter { !$0.objects.isEmpty }.map { "components/\($0.component.name)" }
                + parts.filter { hasMonitors && !$0.monitors.isEmpty }.map { "monitors/\($0.component.name)" }
                + (hasMonitors ? rules.paths(of: profile) : [])
            return Artifact(
                "kubernetes/profiles/\(profile.name)/kustomization.yaml",
                yaml: Kustomization(resources.map { "../../\($0)" }).document, by: self, from: profile.name)
        }
    }

    private func folder(_ path: String, _ objects: [KubernetesObject], _ source: String) -> [Artifact] {
        [
            Artifact(
                "kubernetes/\(path)/kustomization.yaml", yaml: Kustomization(["objects.yaml"]).document, by: self,
                from: source),
            Artifact(
                "kubernetes/\(path)/objects.yaml", bytes: KubernetesFile.bytes(of: objects), by: self, from: source),
        ]
    }

    private func page(_ path: String, _ text: String, _ platform: InstalledPlatform) -> Artifact {
        Artifact("kubernetes/\(path)", bytes: Array(text.utf8), by: self, from: platform.model.environment.name)
    }
}
