import BackendInterface
import Compiler
import PipelineModel
import Workspace

/// The author's SQL files, beside the DAGs: Airflow loads templates from the folder of the DAG file that names them.
enum SQLFolder {
    /// As an operator names the file.
    static func path(of file: String, in environment: EnvironmentModel) -> String {
        "\(folder(of: environment))/\(file)"
    }

    static func artifacts(of project: ProjectModel, by backend: AirflowBackend) -> [Artifact] {
        project.sqlFiles.map { file in
            Artifact(
                "airflow/dags/\(path(of: file.path, in: project.environment))",
                bytes: Array(text(of: file, in: project).utf8), by: backend, from: project.name)
        }
    }

    /// Files that it includes are named as Airflow finds them.
    private static func text(of file: SQLFileModel, in project: ProjectModel) -> String {
        let known = Set(project.sqlFiles.map(\.path))
        var text = ""
        var rest = file.text[...]
        for name in IncludedFiles.names(in: file.text) where known.contains(String(file.text[name])) {
            text += rest[..<name.lowerBound] + path(of: String(file.text[name]), in: project.environment)
            rest = rest[name.upperBound...]
        }
        return text + rest
    }

    /// A name that no other project's files have when several are read by one installation, as that of the Python files.
    private static func folder(of environment: EnvironmentModel) -> String {
        let package = environment.pythonPackage
        return (package.hasSuffix("_python") ? String(package.dropLast("_python".count)) : package) + "_sql"
    }
}
