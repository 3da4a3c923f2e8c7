import CodeModels
import Foundation
import Workspace

/// What a real Airflow says of generated DAGs.
struct AirflowImport {
    let version: String
    let dags: [String]
    /// Files that Airflow refuses, and warnings that it gives.
    let problems: [String]

    private static let program = EmbeddedPythonProgram("import_dags.py", PackageResources.import_dags_py)

    /// Imports the DAGs of a compilation in a folder of their own.
    ///
    /// - Throws: ``AirflowUnavailable`` when that Python has no Airflow.
    static func run(_ artifacts: ArtifactSet, python: String) async throws -> AirflowImport {
        try await TemporaryTree.with(artifacts) { tree in
            do {
                let output = try await program.run(
                    by: python, [tree.appending(path: "airflow/dags").path], keepingAirflowApart: true)
                return AirflowImport(try output.lastDocument())
            } catch let error as EmbeddedPythonError {
                throw AirflowUnavailable(python: python, errors: error.description)
            }
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
