import PipelineModel

/// A pod in which Airflow's Kubernetes executor runs tasks, by its name.
///
/// What it is in an environment, a ``PodTemplateSetting`` says. Where an environment has none, the executor is another
/// one and starts the tasks as it always does.
public struct PodTemplate: Sendable {
    package let name: String

    /// The name of the template's file.
    public init(_ name: Name) {
        self.name = name.description
    }
}
