package import AirflowBackend
package import BackendInterface
import DbtBackend
import ModelBackend
import SQLJobsBackend
import SparkBackend

/// The one list of backends.
package enum BackendRegistry {
    /// Every backend, in the order in which files are written.
    package static func all(airflow: AirflowVersion) -> [any Backend] {
        [
            AirflowBackend(version: airflow),
            SparkBackend(notation: JinjaNotation()),
            DbtBackend(),
            SQLJobsBackend(),
            ModelBackend(airflow: airflow.rawValue),
        ]
    }
}
