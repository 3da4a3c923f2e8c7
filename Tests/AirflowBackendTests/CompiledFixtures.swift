import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import Pipelines
import Workspace

/// Fixture pipelines, compiled for one version of Airflow.
struct CompiledFixtures {
    let artifacts: [Artifact]
    /// The errors among ``report``.
    let findings: [Diagnostic]
    let report: [Diagnostic]

    /// - Parameters:
    ///   - environment: by its place in the project.
    ///   - change: what is done to the model before it is checked.
    init(
        _ pipelines: [any Pipeline], of project: any Project = KindsProject(), environment: Int = 0,
        for version: AirflowVersion, changing change: (ProjectModel) throws -> ProjectModel = { $0 }
    ) throws {
        let catalog = Catalog(
            project: project,
            pipelines: pipelines.map { CatalogEntry($0, source: "pipelines/fixture.swift", path: #filePath, line: 1) },
            pythonFiles: try Self.pythonFiles(), sqlFiles: try Self.sqlFiles())
        try self.init(catalog, environment: environment, for: version, changing: change)
    }

    /// Everything that a package declares.
    init(
        _ catalog: Catalog, environment: Int = 0, for version: AirflowVersion,
        changing change: (ProjectModel) throws -> ProjectModel = { $0 }
    ) throws {
        let model = catalog.project.environments[environment].model.on(version)
        let (lowered, found) = ProjectLowering.lower(catalog, for: model)
        let changed = LoweredProject(model: try change(lowered.model), sources: lowered.sources)
        let compilation = Compilation.run(changed, found)
        // Fixtures put everything into one place, which is worth a warning in a pipeline of its own right.
        report = compilation.report.sorted
        findings = report.filter { $0.severity == .error }
        artifacts = compilation.artifacts?.artifacts ?? []
    }

    /// The reference pipelines, as far as a version can run them: Airflow 2 has an environment of its own.
    static func referencePipelines(for version: AirflowVersion) throws -> CompiledFixtures {
        try CompiledFixtures(Pipelines.catalog, environment: environment(for: version), for: version)
    }

    /// How many of the reference pipelines a version can run.
    static func numberOfReferencePipelines(for version: AirflowVersion) -> Int {
        let catalog = Pipelines.catalog
        let choice = catalog.project.environments[environment(for: version)].pipelines
        return catalog.entries.filter { choice.includes($0.pipeline) }.count
    }

    private static func environment(for version: AirflowVersion) -> Int { version == .v2_11 ? 2 : 0 }

    private static func pythonFiles() throws -> [PythonFile] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/python")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map { file in
            PythonFile(file.lastPathComponent, try String(contentsOf: file, encoding: .utf8))
        }
    }

    private static func sqlFiles() throws -> [SQLFile] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/sql")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }.map {
            SQLFile($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
        }
    }

    /// Writes the files below `folder`.
    func write(to folder: URL) throws {
        for artifact in artifacts {
            let file = folder.appending(path: artifact.path.text)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(artifact.bytes).write(to: file)
        }
    }
}

extension EnvironmentModel {
    /// The same with another version of Airflow.
    func on(_ version: AirflowVersion) -> EnvironmentModel {
        guard case .airflow(var airflow) = orchestrator else { return self }
        airflow.version = version
        var copy = self
        copy.orchestrator = .airflow(airflow)
        return copy
    }
}
