import Diagnostics
import PipelineModel

/// What quality checks and reconciliations ask can be answered by the engines of the environment.
enum EnginesCanAnswer: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for task in project.pipelines.flatMap(\.tasks) {
            if case .quality(let check) = task.kind { look(at: check, of: task, &report) }
            if case .reconciliation(let comparison) = task.kind {
                look(at: comparison, of: task, project.model.environment, &report)
            }
        }
    }

    private static func look(at check: QualityCheckModel, of task: CheckContext.Task, _ report: inout DiagnosticReport)
    {
        for rule in check.rules {
            guard case .references(_, let other, _) = rule.test, other.store != check.dataset.store else { continue }
            report.add(
                .unanswerableRule,
                "task `\(task.path)` looks for rows of `\(check.dataset.name)` in `\(other.name)`, which is in another store",
                at: task.location,
                fix: "check a copy in the store `\(check.dataset.store)`, or compare counts: `.complete(against: …)`")
        }
    }

    private static func look(
        at comparison: ReconciliationModel, of task: CheckContext.Task, _ environment: EnvironmentModel,
        _ report: inout DiagnosticReport
    ) {
        for versions in comparison.versions where versions.column == nil || comparison.keys.isEmpty {
            let dataset = versions.layer == .speed ? comparison.speed : comparison.batch
            guard let engine = environment.store(named: dataset.store)?.engine, !engine.knowsLastVersions else {
                continue
            }
            report.add(
                .unanswerableRule,
                "task `\(task.path)` reads last versions of `\(dataset.name)`, which its engine in environment "
                    + "`\(environment.name)` cannot tell",
                at: task.location,
                fix: "compare keys, and name the column that grows: `.readingLastVersions(of: …, by: \\Order.version)`")
        }
        let comparesColumns = comparison.measures.contains { if case .columns = $0 { true } else { false } }
        if comparison.keys.isEmpty, comparesColumns {
            report.add(
                .unanswerableRule, "task `\(task.path)` compares columns of rows, and no keys say which rows",
                at: task.location, fix: "add the keys: `.keys(\\.…)`")
        }
        for case .sum(let column, let tolerance?) in comparison.measures where !tolerance.isDecimal {
            report.add(
                .unreachableThreshold,
                "task `\(task.path)` allows `\(tolerance)` for `\(column)`, which is no decimal number",
                at: task.location, fix: "write digits, such as `\"0.01\"`")
        }
    }
}
