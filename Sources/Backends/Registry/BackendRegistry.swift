package import AirflowBackend
package import BackendInterface
import DbtBackend
import ModelBackend
import ReconciliationBackend
import SparkBackend

/// The one list of backends.
package enum BackendRegistry {
    /// Every backend, in the order in which files are written.
    package static func all(airflow: AirflowVersion) -> [any Backend] {
        [
            AirflowBackend(version: airflow),
            SparkBackend(),
            DbtBackend(),
            ReconciliationBackend(),
            ModelBackend(airflow: airflow.rawValue),
        ]
    }
}
