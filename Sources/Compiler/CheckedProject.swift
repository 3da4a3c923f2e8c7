package import Diagnostics
package import PipelineModel

/// A project in which no check found an error: the only input that backends accept.
package struct CheckedProject: Sendable {
    package let model: ProjectModel
    /// One for each pipeline, in the order of the model's pipelines.
    package let graphs: [TaskGraph]

    fileprivate init(_ context: CheckContext) {
        model = context.model
        graphs = context.pipelines.map(\.graph)
    }
}

/// Runs every check over a project. Only this file can make a ``CheckedProject``.
package enum CheckRunner {
    /// Every check runs, whatever the others find, so that all findings come at once.
    ///
    /// - Parameters:
    ///   - findings: what was found before.
    ///   - checks: those of targets, which run beside those that hold for every target.
    ///   - targets: what targets cannot do, as far as they can be asked; suppressions hold for that, too.
    /// - Returns: the project, unless something is an error, and all findings.
    package static func check(
        _ project: LoweredProject, findings: DiagnosticReport = DiagnosticReport(),
        adding checks: [any Check.Type] = [],
        targets: (SoundProject) -> DiagnosticReport = { _ in DiagnosticReport() }
    ) -> (project: CheckedProject?, report: DiagnosticReport) {
        var report = findings
        let context = CheckContext(project)
        for found in (allChecks + checks).concurrentMap({ $0.findings(in: context, after: findings) }) {
            report.merge(found)
        }
        report.merge(targets(SoundProject(context, beside: report)))
        report = Suppressions.apply(project.sources, to: report)
        return (report.hasErrors ? nil : CheckedProject(context), report)
    }
}
