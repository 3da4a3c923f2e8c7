import AirflowBackend
import Compiler
import DagDSL
import Diagnostics
import Foundation
import Workspace

/// Fixture pipelines, compiled for one version of Airflow.
struct CompiledFixtures {
    let artifacts: [Artifact]
    let findings: [Diagnostic]

    init(_ pipelines: [any Pipeline], for version: AirflowVersion) throws {
        let catalog = Catalog(
            project: KindsProject(),
            pipelines: pipelines.map { CatalogEntry($0, source: "pipelines/fixture.swift", path: #filePath, line: 1) },
            pythonFiles: try Self.pythonFiles())
        let environment = KindsProject().environments[0].model
        let (lowered, found) = ProjectLowering.lower(catalog, for: environment)
        let (project, report) = CheckRunner.check(lowered, findings: found)
        var findings = report
        let backend = AirflowBackend(version: version)
        if let project { findings.merge(backend.findings(in: project)) }
        // Fixtures put everything into one place, which is worth a warning in a pipeline of its own right.
        self.findings = findings.sorted.filter { $0.severity == .error }
        artifacts = findings.hasErrors ? [] : project.map(backend.emit) ?? []
    }

    private static func pythonFiles() throws -> [PythonFile] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/python")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map { file in
            PythonFile(file.lastPathComponent, try String(contentsOf: file, encoding: .utf8))
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
