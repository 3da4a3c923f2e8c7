import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// Grafana: dashboards, and how it finds them and Prometheus.
package struct GrafanaBackend: Backend {
    package let name = "grafana"
    package let folders = ["grafana"]

    package init() {}

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let model = project.model
        guard let operations = model.environment.operations else { return [] }
        let source = model.environment.name
        let dashboards = Dashboards(model: model, operations: operations).all.map { dashboard in
            Artifact("grafana/dashboards/\(dashboard.uid).json", json: dashboard.document, by: self, from: source)
        }
        return dashboards + [
            Artifact("grafana/provisioning/dashboards/dagc.yaml", yaml: Self.provider, by: self, from: source),
            Artifact(
                "grafana/provisioning/datasources/prometheus.yaml", yaml: Self.source(operations), by: self,
                from: source),
        ]
    }

    /// Source: https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards
    private static let provider: Document = [
        "apiVersion": 1,
        "providers": [
            [
                "name": "dagc", "folder": "Data platform", "type": "file", "disableDeletion": true,
                "allowUiUpdates": false, "options": ["path": "/etc/grafana/dashboards"],
            ]
        ],
    ]

    private static func source(_ operations: OperationsModel) -> Document {
        let target = operations.components.first { $0.kind == "prometheus" }?.scrape?.targets.first
        return [
            "apiVersion": 1,
            "datasources": [
                [
                    "name": "Prometheus", "uid": "prometheus", "type": "prometheus", "access": "proxy",
                    "url": .string("http://\(target ?? "prometheus:9090")"), "isDefault": true, "editable": false,
                    "jsonData": [
                        "timeInterval": .string(PromQLDuration(seconds: operations.scrapeInterval).description)
                    ],
                ]
            ],
        ]
    }
}
