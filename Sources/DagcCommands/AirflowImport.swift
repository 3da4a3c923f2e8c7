import CodeModels
import Foundation
import System
import Workspace

/// What a real Airflow says of generated DAGs.
struct AirflowImport {
    let version: String
    let dags: [String]
    /// Files that Airflow refuses, and warnings that it gives.
    let problems: [String]

    /// Imports the DAGs of a compilation in a folder of their own.
    static func run(_ artifacts: ArtifactSet, python: String) async throws -> AirflowImport {
        try await TemporaryTree.with(artifacts) { tree, folder in
            let script = folder.appending(path: "import_dags.py")
            try Data(PackageResources.import_dags_py).write(to: script)
            var call = ProgramCall(
                program: python, arguments: [script.path, tree.appending(path: "airflow/dags").path],
                environment: [
                    // A home of its own, so that nobody's settings or database are touched.
                    "AIRFLOW_HOME": folder.appending(path: "home").path,
                    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
                    "PYTHONDONTWRITEBYTECODE": "1",
                ], directory: FileManager.default.currentDirectoryPath, timeLimit: nil)
            call.errors = .apart
            call.outputLimit = .max
            let ended: ProgramCall.Result
            do { ended = try await call.runApart() } catch let error as ProcessError {
                throw AirflowUnavailable(python: python, errors: "\(error)")
            }
            guard ended.ending == .exit(0), let answer = ended.output.split(separator: "\n").last else {
                throw AirflowUnavailable(python: python, errors: ended.errors)
            }
            return try AirflowImport(JSONParser.parse(Array(answer.utf8)))
        }
    }

    private init(_ document: Document) {
        version = document["airflow"]?.string ?? "?"
        dags = document["dags"]?.strings ?? []
        var problems: [String] = []
        if case .object(let errors)? = document["errors"] {
            problems += errors.entries.map { "\($0.key) cannot be imported:\n\($0.value.string ?? "")" }
        }
        self.problems = problems + (document["warnings"]?.strings ?? [])
    }
}

extension Document {
    fileprivate var strings: [String] {
        if case .array(let items) = self { items.compactMap(\.string) } else { [] }
    }
}

/// There is no Airflow where it was looked for.
struct AirflowUnavailable: Error, CustomStringConvertible {
    let python: String
    let errors: String

    var description: String {
        // That there is none needs no traceback, whatever else Python has to say.
        if errors.contains("No module named 'airflow'") {
            return "`\(python)` has no Airflow; install apache-airflow for it, or name another Python with "
                + "--airflow-python"
        }
        return "`\(python)` could not import Airflow; install apache-airflow for it, or name another Python with "
            + "--airflow-python\n\(errors.suffix(2000))"
    }
}
