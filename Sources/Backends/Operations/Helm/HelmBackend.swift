import BackendInterface
import CodeModels
package import Compiler
package import PipelineModel
package import Workspace

/// Values for the charts that install what the platform does not describe by manifests of its own.
package struct HelmBackend: Backend {
    package let name = "helm"
    package let folders = ["helm"]
    private let settings: @Sendable (ProjectModel) -> [(name: String, value: String)]

    /// - Parameter settings: what the environment's orchestrator is to be set to, as variables of its environment.
    package init(settings: @escaping @Sendable (ProjectModel) -> [(name: String, value: String)]) {
        self.settings = settings
    }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        guard let platform = InstalledPlatform(project.model) else { return [] }
        var files: [(chart: String, values: Document)] = []
        if let airflow = AirflowValues(platform, settings: settings(project.model)) {
            files.append(("airflow", airflow.document))
        }
        if platform.hasChart("kube-prometheus-stack") {
            files.append(("kube-prometheus-stack", MonitoringValues(platform: platform).document))
        }
        if let spark = SparkOperatorValues(platform) { files.append((SparkOperatorValues.chart, spark.document)) }
        if platform.hasChart("sealed-secrets") {
            files.append(("sealed-secrets", SealedSecretsValues(platform: platform).document))
        }
        return files.map {
            Artifact("helm/\($0.chart).yaml", yaml: $0.values, by: self, from: project.model.environment.name)
        }
    }
}

extension InstalledPlatform {
    func hasChart(_ chart: String) -> Bool { components.contains { $0.model.runsAs == .chart(chart) } }

    func component(ofKind kind: String) -> (model: ComponentModel, workload: WorkloadModel)? {
        components.first { $0.model.kind == kind }
    }
}

extension ResourcesModel {
    var values: Document {
        ContainerResources(
            requestMiB: requestMiB, limitMiB: limitMiB, requestMilliCPU: requestMilliCPU, limitMilliCPU: limitMilliCPU
        ).document
    }
}
