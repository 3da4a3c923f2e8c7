import Diagnostics
import PipelineModel

/// Starts a run of another pipeline.
public struct PipelineTrigger: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Starts a run of `pipeline` for the same logical date, so that a retried task starts none twice.
    ///
    /// - Parameter configuration: what the started run finds in its configuration, over its parameters.
    public init(
        _ id: TaskID, of pipeline: some Pipeline, configuration: Arguments = [:],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = PipelineTriggerModel(
            pipeline: pipeline.id.description, configuration: configuration.models)
        declaration = TaskDeclaration(
            id, .trigger(model), at: SourceLocation(file, line, column), using: [configuration])
    }

    /// Starts a run of a pipeline that this package does not declare, for the same logical date.
    public init(
        _ id: TaskID, of pipeline: ForeignPipeline, configuration: Arguments = [:],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = PipelineTriggerModel(pipeline: pipeline.id.description, configuration: configuration.models)
        model.foreign = pipeline.model
        declaration = TaskDeclaration(
            id, .trigger(model), at: SourceLocation(file, line, column), using: [configuration])
    }

    /// Waits for the end of the started run, and fails when it fails.
    ///
    /// - Parameter deferred: whether it waits in the triggerer, without a worker's slot.
    public func waiting(every period: Duration = .minutes(1), deferred: Bool = true) -> Self {
        changingTrigger {
            $0.waits = true
            $0.period = period.wholeSeconds
            $0.deferrable = deferred
        }
    }

    /// Starts a run of its own date each time, even for the same window.
    public func startingAnew() -> Self {
        changingTrigger { $0.sharesWindow = false }
    }

    private func changingTrigger(_ change: (inout PipelineTriggerModel) -> Void) -> Self {
        changing { task in
            guard case .trigger(var model) = task.kind else { return }
            change(&model)
            task.kind = .trigger(model)
        }
    }
}
