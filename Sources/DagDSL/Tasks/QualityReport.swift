import Diagnostics
import PipelineModel

/// Writes down what quality checks and reconciliations have found. Usually ``PipelineTask/always()``.
public struct QualityReport: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Reports on `tasks`.
    public init<each Source: PipelineTask>(
        _ id: TaskID, of tasks: repeat each Source,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var inputs: [TaskDeclaration] = []
        for task in repeat each tasks { inputs.append(task.declaration) }
        declaration = TaskDeclaration(
            id, .report(QualityReportModel(sources: [])), at: SourceLocation(file, line, column), inputs: inputs)
    }
}
