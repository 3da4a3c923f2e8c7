import AirflowBackend
package import BackendInterface
package import Compiler
import ModelBackend
import OperationsBackends
package import PipelineModel
import SQLJobsBackend
import SparkBackend
import StepFunctionsBackend
import StreamsBackend

/// The one list of backends.
package enum BackendRegistry {
    /// Every backend that writes files for an environment, in the order in which they are written.
    package static func all(for environment: EnvironmentModel) -> [any Backend] {
        let orchestrator = orchestrator(of: environment)
        return [
            orchestrator,
            SparkBackend(notation: orchestrator.notation),
            SQLJobsBackend(),
            StreamsBackend(),
            ModelBackend(),
            PrometheusBackend(metrics: orchestrator.runMetrics),
            AlertmanagerBackend(),
            GrafanaBackend(),
            RunbooksBackend(),
            LoggingBackend(),
            KubernetesBackend(metrics: orchestrator.runMetrics),
            BackupBackend(),
            HelmBackend(settings: { orchestrator.settings(of: $0) }),
        ]
    }

    /// The checks of the orchestrator of an environment, and those of streams.
    package static func checks(for environment: EnvironmentModel) -> [any Check.Type] {
        orchestrator(of: environment).checks + StreamsBackend.checks
    }

    private static func orchestrator(of environment: EnvironmentModel) -> any Orchestrator {
        switch environment.orchestrator {
        case .airflow: AirflowBackend()
        case .stepFunctions: StepFunctionsBackend()
        }
    }
}
