import Diagnostics
import PipelineModel

/// Labels of metrics meet neither each other nor those that monitoring gives, and who asks for a label asks for one that
/// there is.
enum MetricLabelsStandAlone: Check {
    /// What whoever reads a metric adds to it. The metric's own are renamed.
    ///
    /// Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/, `honor_labels`
    private static let ofTargets: Set<String> = ["component", "instance", "job"]
    /// What an alert carries beside the labels of its series, and what is added to all that is sent.
    private static let ofAlerts: Set<String> = ["alertname", "severity", "team", "kind", "objective", "environment"]

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations else { return }
        for component in operations.components {
            for metric in component.metrics { check(metric, of: component, project, &report) }
            for series in component.signals.flatMap(\.series) + component.alerts.flatMap(\.condition.series)
                + component.liveness.series
            {
                check(series, of: component, project, &report)
            }
        }
        for alert in project.model.alerts where alert.condition.tellsSeries {
            let labels = alert.condition.series.flatMap(\.metric.labels).filter(ofAlerts.contains)
            for label in Set(labels).sorted() {
                report.add(
                    .badOperationsName,
                    "alert `\(alert.name)` tells series by their label `\(label)`, which every alert has for itself",
                    at: project.operations,
                    fix: "ask for series without it, or let what shows the metric call the label something else")
            }
        }
    }

    private static func check(
        _ metric: MetricModel, of component: ComponentModel, _ project: CheckContext, _ report: inout DiagnosticReport
    ) {
        var seen: Set<String> = []
        for label in metric.labels {
            let place = "label `\(label)` of metric `\(metric.name)` of component `\(component.name)`"
            if !seen.insert(label).inserted {
                report.add(
                    .badOperationsName, "\(place) is there twice", at: project.operations, fix: "name it once")
            } else if ofTargets.contains(label) {
                report.add(
                    .badOperationsName, "\(place) is one that every target gets", at: project.operations,
                    fix: "leave it out, or name what becomes of the metric's own: `exported_\(label)`")
            } else if label.hasPrefix("__") {
                report.add(
                    .badOperationsName, "\(place) is never kept, as its name begins with `__`",
                    at: project.operations, fix: "leave it out")
            }
        }
    }

    private static func check(
        _ series: SeriesModel, of component: ComponentModel, _ project: CheckContext, _ report: inout DiagnosticReport
    ) {
        let asked = series.labels.map(\.label)
        for label in Set(asked + series.excluded.map(\.label)).sorted() {
            let place = "component `\(component.name)` asks for label `\(label)` of metric `\(series.metric.name)`"
            if !series.metric.labels.contains(label) {
                report.add(
                    .unknownInOperations, "\(place), which has none of that name", at: project.operations,
                    fix: suggestion(for: label, among: Set(series.metric.labels))
                        ?? "name one of the metric's labels, or add it to them")
            } else if asked.count(where: { $0 == label }) > 1 {
                report.add(
                    .badOperationsName, "\(place) with two values at once", at: project.operations,
                    fix: "ask for one of them, or for neither")
            }
        }
    }
}
