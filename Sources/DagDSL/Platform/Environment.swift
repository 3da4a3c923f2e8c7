package import Diagnostics
package import PipelineModel

/// A place where the project runs, as a value: the same pipelines compile to each environment.
public struct Environment: Sendable {
    package let model: EnvironmentModel
    package let pipelines: PipelineChoice
    package let location: SourceLocation
    /// Where its operations are declared.
    package let operationsLocation: SourceLocation?

    /// - Parameters:
    ///   - orchestrator: what runs the pipelines there, and in which version.
    ///   - data: what they work with.
    ///   - cluster: where their containers run.
    ///   - components: what runs beside the pipelines there.
    ///   - operations: what watches over it.
    ///   - streaming: what streams run on there; without it none does.
    ///   - pipelines: which of the project's it has.
    public init(
        _ name: Name, orchestrator: OrchestratorSetting, data: DataPlatform = DataPlatform(),
        cluster: ClusterSetting? = nil, components: [Component] = [], operations: Operations? = nil,
        streaming: StreamingPlatform? = nil, pipelines: PipelineChoice = .all,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = EnvironmentModel(
            name: name.description, orchestrator: orchestrator.model, data: data.model, cluster: cluster?.model,
            operations: operations?.watching(components.map { $0.working(for: streaming?.model) }))
        model.streaming = streaming?.model
        self.model = model
        operationsLocation = operations?.location
        self.pipelines = pipelines
        location = SourceLocation(file, line, column)
    }
}
