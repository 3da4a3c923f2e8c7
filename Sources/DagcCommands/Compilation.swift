import BackendInterface
import Backends
import Compiler
import DagDSL
import Diagnostics
import PipelineModel
import Workspace

/// The way from declarations to files, up to the point where something would be written.
struct Compilation {
    let environment: EnvironmentModel
    /// Nil when a finding is an error.
    let artifacts: ArtifactSet?
    let project: CheckedProject?
    let report: DiagnosticReport

    static func run(_ catalog: Catalog, for environment: EnvironmentModel) -> Compilation {
        let (lowered, findings) = ProjectLowering.lower(catalog, for: environment)
        let backends = BackendRegistry.all(for: environment)
        let (project, report) = CheckRunner.check(lowered, findings: findings) { checked in
            backends.reduce(into: DiagnosticReport()) { $0.merge($1.findings(in: checked)) }
        }
        let artifacts = project.map { checked in ArtifactSet(backends.flatMap { $0.emit(checked) }) }
        return Compilation(environment: environment, artifacts: artifacts, project: project, report: report)
    }
}
