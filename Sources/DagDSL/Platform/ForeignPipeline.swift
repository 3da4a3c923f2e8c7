import PipelineModel

/// A pipeline on the same Airflow that this package does not declare: somebody else's, or one that is still to move.
///
///     extension ForeignPipeline {
///         static let invoices = ForeignPipeline("invoices", schedule: .daily(at: "01:00", in: .utc))
///     }
///
/// Sensors wait for it, triggers start it and marks point to it as to one of the package. Nothing checks that it is there.
public struct ForeignPipeline: Sendable {
    let id: PipelineID
    let model: ForeignPipelineModel

    /// - Parameters:
    ///   - id: its `dag_id`.
    ///   - schedule: when it runs, if that is known: then waits for it are checked, and their offset is derived.
    public init(_ id: PipelineID, schedule: Schedule? = nil) {
        self.id = id
        model = ForeignPipelineModel(schedule: schedule?.model)
    }

    func reference(task: TaskID? = nil) -> PipelineReference {
        var reference = PipelineReference(pipeline: id.description, task: task?.description)
        reference.foreign = model
        return reference
    }
}
