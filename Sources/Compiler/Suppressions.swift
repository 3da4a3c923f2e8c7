import DagDSL
import Diagnostics
import PipelineModel

/// Takes suppressed warnings out of a report.
///
/// A finding belongs to a task when it points to where the task was declared, and to a pipeline when it points to
/// anything of it. A task in a loop is declared at one place, so all its rounds share their suppressions.
enum Suppressions {
    static func apply(_ sources: [SourceMap], to report: DiagnosticReport) -> DiagnosticReport {
        let all = sources.flatMap { map in map.suppressions.map { (map, $0) } }
        guard !all.isEmpty else { return report }
        var remaining = DiagnosticReport()
        var used: Set<SourceLocation> = []
        for finding in report.diagnostics {
            let matches = all.filter { map, suppression in suppression.covers(finding, in: map) }
            used.formUnion(matches.map(\.1.location))
            if matches.isEmpty { remaining.add(finding) }
        }
        for (_, suppression) in all {
            complain(about: suppression, isUsed: used.contains(suppression.location), &remaining)
        }
        return remaining
    }

    private static func complain(
        about suppression: SourceMap.PlacedSuppression, isUsed: Bool, _ report: inout DiagnosticReport
    ) {
        let code = suppression.model.code
        let mayBeIdle = DiagnosticCode.all.contains { $0.id == code && $0.dependsOnTarget }
        if !isUsed, !mayBeIdle {
            report.add(
                .unusedSuppression, "there is no \(code) to suppress here", at: suppression.location,
                fix: "take the suppression out")
        }
        if suppression.model.reason.allSatisfy(\.isWhitespace) {
            report.add(
                .suppressionWithoutReason, "\(code) is suppressed without a reason", at: suppression.location,
                fix: "say why the warning does not matter here")
        }
    }
}

extension SourceMap {
    /// Whether a value of a task stands there.
    fileprivate func holds(_ location: SourceLocation, in task: String) -> Bool {
        values[task]?.contains { $0.location == location } ?? false
    }
}

extension SourceMap.PlacedSuppression {
    fileprivate func covers(_ finding: Diagnostic, in map: SourceMap) -> Bool {
        guard finding.code.isSuppressible, finding.code.id == model.code, let location = finding.location else {
            return false
        }
        if let task { return map.tasks[task] == location || map.holds(location, in: task) }
        return location == map.pipeline || location == map.schedule || map.properties.values.contains(location)
            || map.tasks.values.contains(location)
            || map.groups.values.contains(location) || map.edges.values.contains(location)
            || map.values.keys.contains { map.holds(location, in: $0) }
    }
}
