import AirflowBackend
import BackendInterface
import Backends
import CommandLine
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

    static func run(
        _ catalog: Catalog, environment name: String?, airflow: AirflowVersion
    ) throws(UnknownEnvironment) -> Compilation {
        let environment = try select(name, from: catalog)
        let (lowered, findings) = ProjectLowering.lower(catalog, for: environment)
        let backends = BackendRegistry.all(airflow: airflow)
        let (project, report) = CheckRunner.check(lowered, findings: findings) { checked in
            backends.reduce(into: DiagnosticReport()) { $0.merge($1.findings(in: checked)) }
        }
        let artifacts = project.map { checked in ArtifactSet(backends.flatMap { $0.emit(checked) }) }
        return Compilation(environment: environment, artifacts: artifacts, project: project, report: report)
    }

    private static func select(
        _ name: String?, from catalog: Catalog
    ) throws(UnknownEnvironment) -> EnvironmentModel {
        let known = catalog.project.environments.map(\.model)
        let match = name.map { name in known.first { $0.name == name } } ?? known.first
        guard let match else { throw UnknownEnvironment(name: name, known: known.map(\.name)) }
        return match
    }
}

/// An environment was named that the project does not have.
struct UnknownEnvironment: Error, CustomStringConvertible {
    let name: String?
    let known: [String]

    var description: String {
        guard let name else { return "the project names no environment; add one to its `environments`" }
        if let near = closest(to: name, among: known) {
            return "the project has no environment `\(name)`; did you mean `\(near)`?"
        }
        return "the project has no environment `\(name)`; choose from \(known.joined(separator: ", "))"
    }
}
