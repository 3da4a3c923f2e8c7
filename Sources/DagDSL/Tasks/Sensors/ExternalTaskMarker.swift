import Diagnostics
import PipelineModel

/// Marks that a task of another pipeline, usually an ``ExternalTaskSensor``, waits for what comes before it.
///
/// It does nothing by itself. When people clear it with all that follows, Airflow 2 clears the other task with it.
/// Airflow 3 does not look at marks: there, clear the other pipeline's run, too. `dagc` warns of that (DAGC193).
public struct ExternalTaskMarker: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Marks `task` of `pipeline`.
    ///
    /// - Parameters:
    ///   - task: the id of a task, behind the ids of its groups.
    ///   - offset: how much later the other run's window starts.
    public init(
        _ id: TaskID, for task: TaskID, of pipeline: some Pipeline, offset: Duration = .zero,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let reference = PipelineReference(pipeline: pipeline.id.description, task: task.description)
        declaration = TaskDeclaration(
            id, .marker(MarkerModel(reference: reference, offset: offset.wholeSeconds)),
            at: SourceLocation(file, line, column))
    }

    /// Marks `task` of a pipeline that this package does not declare.
    public init(
        _ id: TaskID, for task: TaskID, of pipeline: ForeignPipeline, offset: Duration = .zero,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, .marker(MarkerModel(reference: pipeline.reference(task: task), offset: offset.wholeSeconds)),
            at: SourceLocation(file, line, column))
    }
}
