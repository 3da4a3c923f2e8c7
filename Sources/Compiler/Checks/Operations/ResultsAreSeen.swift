import Diagnostics
import PipelineModel

/// What checks of data find out reaches Prometheus where an alert asks for it.
enum ResultsAreSeen: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard let operations = environment.operations, environment.data.results?.pushgateway == nil else { return }
        // Somebody may read the files that lie in the folder of results and show what they say.
        let shown = Set(operations.components.flatMap(\.metrics).map(\.name))
        let asking = project.model.alerts.filter { alert in
            alert.condition.jobMetric.map { !shown.contains($0) } ?? false
        }
        guard let first = asking.first else { return }
        let others = asking.count == 1 ? "" : " and \(asking.count - 1) others"
        report.add(
            .unpushedResults,
            "`\(first.name)` of \(first.subject.words)\(others) ask for results of checks, which are pushed nowhere",
            at: project.environment,
            fix:
                "push them: `results: ResultsSetting(in: …).pushed(to: \"\(gateway(operations))\")` in the environment's data"
        )
    }

    private static func gateway(_ operations: OperationsModel) -> String {
        guard let gateway = operations.components.first(where: { $0.kind == "pushgateway" }) else {
            return "http://pushgateway:9091"
        }
        let namespace = gateway.workload.map { ".\($0.namespace)" } ?? ""
        return "http://\(gateway.name)\(namespace):\(gateway.ports.first?.number ?? 9091)"
    }
}

extension AlertCondition {
    /// The metric of a job's result that it reads. Source of the names: `metrics.csv` beside the runner of jobs.
    fileprivate var jobMetric: String? {
        switch self {
        case .poor: "dagc_quality_score"
        case .inconsistent: "dagc_reconciliation_discrepancy_ratio"
        case .unmeasured: "dagc_job_last_run_timestamp_seconds"
        default: nil
        }
    }
}
