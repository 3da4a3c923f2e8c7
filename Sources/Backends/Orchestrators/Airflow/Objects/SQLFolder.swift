import BackendInterface
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
                "airflow/dags/\(path(of: file.path, in: project.environment))", bytes: Array(file.text.utf8),
                by: backend, from: project.name)
        }
    }

    /// A name that no other project's files have when several are read by one installation, as that of the Python files.
    private static func folder(of environment: EnvironmentModel) -> String {
        let package = environment.pythonPackage
        return (package.hasSuffix("_python") ? String(package.dropLast("_python".count)) : package) + "_sql"
    }
}
