import BackendInterface
import Backends
package import Compiler
package import DagDSL
package import Diagnostics
package import PipelineModel
package import Workspace

/// The way from declarations to files, up to the point where something would be written.
///
/// Whatever compiles goes this way, so that all say the same about the same pipelines.
package struct Compilation: Sendable {
    package let environment: EnvironmentModel
    /// Nil when a finding is an error. A budget that is exceeded leaves it: people have to see what costs so much.
    package let project: CheckedProject?
    /// All that was found in one run, by lowering, checks and targets, but for what is suppressed.
    package let report: DiagnosticReport
    /// Nil when a finding is an error, or when only findings were asked for.
    package let artifacts: ArtifactSet?

    /// How far a compilation goes.
    package enum Goal: Sendable {
        case findings
        case files
    }

    /// - Parameter entering: is told each stage when it begins.
    package static func run(
        _ catalog: Catalog, for environment: EnvironmentModel, to goal: Goal = .files,
        entering: (Stage) -> Void = { _ in }
    ) -> Compilation {
        entering(.lower)
        let (lowered, findings) = ProjectLowering.lower(catalog, for: environment)
        return run(lowered, findings, to: goal, entering: entering)
    }

    /// The way of a project that was lowered, from the checks on.
    ///
    /// - Parameter findings: what lowering has found.
    package static func run(
        _ lowered: LoweredProject, _ findings: DiagnosticReport, to goal: Goal = .files,
        entering: (Stage) -> Void = { _ in }
    ) -> Compilation {
        let environment = lowered.model.environment
        let backends = BackendRegistry.all(for: environment)
        entering(.check)
        let checks = BackendRegistry.checks(for: environment)
        let (project, checked) = CheckRunner.check(lowered, findings: findings, adding: checks) { sound in
            entering(.limits)
            return LimitFindings.report(backends, on: sound)
        }
        var report = checked
        if let project { report.merge(BudgetFindings.report(on: project, at: lowered.operations)) }
        guard goal == .files, let project, !report.hasErrors else {
            return Compilation(environment: environment, project: project, report: report, artifacts: nil)
        }
        let artifacts = emit(project, backends, entering)
        let secrets = secrets(in: artifacts, of: lowered)
        var all = report
        all.merge(secrets)
        return Compilation(
            environment: environment, project: project, report: all, artifacts: secrets.hasErrors ? nil : artifacts)
    }

    private static func secrets(in artifacts: ArtifactSet, of lowered: LoweredProject) -> DiagnosticReport {
        let files = artifacts.artifacts.map { SecretsInFiles.File($0.path.text, $0.bytes, of: $0.origin.source) }
        return SecretsInFiles.findings(in: files, of: lowered)
    }

    private static func emit(
        _ project: CheckedProject, _ backends: [any Backend], _ entering: (Stage) -> Void
    ) -> ArtifactSet {
        let emitted = backends.flatMap { backend in
            entering(.emit(backend.name))
            return backend.emit(project)
        }
        entering(.collect)
        return ArtifactSet(emitted)
    }
}
