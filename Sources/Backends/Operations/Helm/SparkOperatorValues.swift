import CodeModels
import PipelineModel

/// Values for the chart of the operator that starts Spark applications.
/// Source: https://github.com/kubeflow/spark-operator/tree/master/charts/spark-operator-chart, 2.3
struct SparkOperatorValues {
    static let chart = "spark-operator"

    let platform: InstalledPlatform
    private let component: ComponentModel
    private let workload: WorkloadModel

    /// Nil where the platform has no such operator.
    init?(_ platform: InstalledPlatform) {
        guard let (component, workload) = platform.component(ofKind: "spark"), component.runsAs == .chart(Self.chart)
        else { return nil }
        self.platform = platform
        self.component = component
        self.workload = workload
    }

    var document: Document {
        let port = component.ports.first { $0.purpose == .webhook }?.number ?? 9443
        var webhook: [(String, Document)] = [("port", .int(port))]
        if let resources = workload.companions.first?.resources { webhook.append(("resources", resources.values)) }
        var controller: [(String, Document)] = []
        // By itself it writes lines for people, of which nobody would find time and level.
        if case .json? = component.logs { controller.append(("logEncoder", "json")) }
        if let resources = component.resources { controller.append(("resources", resources.values)) }
        return [
            "controller": .object(controller),
            "webhook": .object(webhook),
            "spark": [
                "jobNamespaces": [.string(platform.spark?.namespace ?? workload.namespace)],
                // The account of drivers and its role are of this project's own.
                "serviceAccount": ["create": false], "rbac": ["create": false],
            ],
        ]
    }
}
