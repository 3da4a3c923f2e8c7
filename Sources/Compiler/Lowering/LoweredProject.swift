package import Diagnostics
package import PipelineModel

/// The model of a project for one environment, and where its parts were written.
package struct LoweredProject: Sendable {
    package let model: ProjectModel
    /// One for each pipeline, in the order of the model's pipelines.
    package let sources: [SourceMap]
    /// Where the environment is declared.
    package var environment: SourceLocation?
    /// Where its operations are declared.
    package var operations: SourceLocation?
    /// What looks like a secret and is none.
    package var notSecrets: [NotSecretModel] = []

    package init(
        model: ProjectModel, sources: [SourceMap], environment: SourceLocation? = nil,
        operations: SourceLocation? = nil
    ) {
        self.model = model
        self.sources = sources
        self.environment = environment
        self.operations = operations
    }
}
