package import PipelineModel

/// The model of a project for one environment, and where its parts were written.
package struct LoweredProject: Sendable {
    package let model: ProjectModel
    /// One for each pipeline, in the order of the model's pipelines.
    package let sources: [SourceMap]
}
