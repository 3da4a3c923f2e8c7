import Diagnostics
import PipelineModel

/// There are no more series than the environment allows.
enum SeriesFit: Check {
    /// How many values a label has of which nothing is known.
    private static let usualValues = 8
    /// What alerts and computed series add for each pipeline.
    private static let seriesOfPipeline = 10

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations else { return }
        let tasks = project.pipelines.reduce(0) { $0 + $1.tasks.count }
        let pipelines = project.pipelines.count
        var parts = operations.components.map { component in
            let series = component.metrics.reduce(0) { $0 + count($1, pipelines, tasks) * component.instances }
            return (name: component.name, series: series)
        }
        parts.append(("pipelines", pipelines * seriesOfPipeline))
        let sum = parts.reduce(0) { $0 + $1.series }
        guard sum > operations.seriesBudget, let largest = parts.max(by: { $0.series < $1.series }) else { return }
        report.add(
            .tooManySeries,
            "about \(sum) series are to be expected, and \(operations.seriesBudget) allowed; most, \(largest.series), are of `\(largest.name)`",
            at: project.operations, fix: "allow more, with the memory for it, or let metrics have fewer labels")
    }

    private static func count(_ metric: MetricModel, _ pipelines: Int, _ tasks: Int) -> Int {
        let others = metric.labels.filter { $0 != "dag_id" && $0 != "task_id" }.count
        let own =
            metric.labels.contains("task_id") ? max(tasks, 1) : metric.labels.contains("dag_id") ? max(pipelines, 1) : 1
        return own * Array(repeating: usualValues, count: min(others, 4)).reduce(1, *)
    }
}
