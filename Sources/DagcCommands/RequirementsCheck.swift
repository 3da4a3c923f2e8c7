import CodeModels
import Foundation
import System
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

    /// Nil when the compilation has no such file.
    ///
    /// - Throws: ``PythonUnavailable`` when there is no such Python.
    static func run(_ file: String, of artifacts: ArtifactSet, python: String) async throws -> RequirementsCheck? {
        guard artifacts.artifacts.contains(where: { $0.path.text == file }) else { return nil }
        return try await TemporaryTree.with(artifacts) { tree, folder in
            let script = folder.appending(path: "check_requirements.py")
            try Data(PackageResources.check_requirements_py).write(to: script)
            var call = ProgramCall(
                program: python, arguments: [script.path, tree.path, file],
                environment: ["PYTHONDONTWRITEBYTECODE": "1"],
                directory: FileManager.default.currentDirectoryPath, timeLimit: nil)
            call.errors = .apart
            let ended: ProgramCall.Result
            do { ended = try await call.runApart() } catch let error as ProcessError {
                throw PythonUnavailable(python: python, errors: "\(error)")
            }
            guard ended.ending == .exit(0), let answer = ended.output.split(separator: "\n").last else {
                throw PythonUnavailable(python: python, errors: ended.errors)
            }
            return RequirementsCheck(try JSONParser.parse(Array(answer.utf8)))
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
