package import Diagnostics
package import PipelineModel

/// A project in which no check found an error: the only input that backends accept.
package struct CheckedProject: Sendable {
    package let model: ProjectModel
    /// One for each pipeline, in the order of the model's pipelines.
    package let graphs: [TaskGraph]
    /// One for each pipeline, for what backends find.
    package let sources: [SourceMap]

    fileprivate init(_ context: CheckContext) {
        model = context.model
        graphs = context.pipelines.map(\.graph)
        sources = context.pipelines.map(\.sources)
    }
}

/// Runs every check over a project. Only this file can make a ``CheckedProject``.
package enum CheckRunner {
    /// Every check runs, whatever the others find, so that all findings come at once.
    ///
    /// - Parameters:
    ///   - findings: what was found before.
    ///   - targets: what targets find in a project without errors; suppressions hold for that, too.
    /// - Returns: the project, unless something is an error, and all findings.
    package static func check(
        _ project: LoweredProject, findings: DiagnosticReport = DiagnosticReport(),
        targets: (CheckedProject) -> DiagnosticReport = { _ in DiagnosticReport() }
    ) -> (project: CheckedProject?, report: DiagnosticReport) {
        var report = findings
        let context = CheckContext(project)
        for found in allChecks.concurrentMap({ $0.findings(in: context, after: findings) }) { report.merge(found) }
        if !report.hasErrors { report.merge(targets(CheckedProject(context))) }
        report = Suppressions.apply(project.sources, to: report)
        return (report.hasErrors ? nil : CheckedProject(context), report)
    }
}
