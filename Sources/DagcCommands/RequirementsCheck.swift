import CodeModels
import Foundation
import Workspace

/// What a Python lacks of what the tasks of an environment need.
struct RequirementsCheck {
    /// Where the orchestrator's files are read and tasks run.
    static let ofWorkers = "airflow/requirements.txt"
    /// Where the job runner runs: in the Python that the environment's data platform names.
    static let ofJobs = "jobs/requirements.txt"

    let version: String
    let packages: Int
    let problems: [String]

    private static let program = EmbeddedPythonProgram("check_requirements.py", PackageResources.check_requirements_py)

    /// Nil when the compilation has no such file.
    ///
    /// - Throws: ``PythonUnavailable`` when there is no such Python.
    static func run(_ file: String, of artifacts: ArtifactSet, python: String) async throws -> RequirementsCheck? {
        guard artifacts.artifacts.contains(where: { $0.path.text == file }) else { return nil }
        return try await TemporaryTree.with(artifacts) { tree in
            do {
                return RequirementsCheck(try await program.run(by: python, [tree.path, file]).lastDocument())
            } catch let error as EmbeddedPythonError {
                throw PythonUnavailable(python: python, errors: error.description)
            }
        }
    }

    private init(_ document: Document) {
        version = document["python"]?.string ?? "?"
        if case .int(let count)? = document["packages"] { packages = Int(count) } else { packages = 0 }
        problems =
            if case .array(let items)? = document["problems"] { items.compactMap(\.string) } else { [] }
    }
}

/// There is no Python where it was looked for.
struct PythonUnavailable: Error, CustomStringConvertible {
    let python: String
    let errors: String

    var description: String {
        "`\(python)` could not be started as a Python; name another one with --worker-python\n\(errors.suffix(2000))"
    }
}
