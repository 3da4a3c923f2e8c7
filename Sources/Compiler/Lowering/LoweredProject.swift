package import Diagnostics
package import PipelineModel

/// The model of a project for one environment, and where its parts were written.
package struct LoweredProject: Sendable {
    package let model: ProjectModel
    /// One for each pipeline, in the order of the model's pipelines.
    package let sources: [SourceMap]
    /// One for each stream, in the order of the model's streams.
    package var streams: [StreamSources]
    /// Where the environment is declared.
    package var environment: SourceLocation?
    /// Where its operations are declared.
    package var operations: SourceLocation?
    /// What looks like a secret and is none.
    package var notSecrets: [NotSecretModel] = []

    package init(
        model: ProjectModel, sources: [SourceMap], streams: [StreamSources] = [], environment: SourceLocation? = nil,
        operations: SourceLocation? = nil
    ) {
        self.model = model
        self.sources = sources
        self.streams = streams
        self.environment = environment
        self.operations = operations
    }
}
