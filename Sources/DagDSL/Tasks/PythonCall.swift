import Diagnostics
import PipelineModel

/// Calls a function of a Python file that lies in the package, below its `python` folder.
///
/// The files are published with the DAGs, so a run never meets code of another version. The function gets keyword
/// arguments and what it returns is the task's result.
public struct PythonCall<Result: Sendable>: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Calls `function` of `file`.
    ///
    /// - Parameters:
    ///   - function: a function at the top of the file.
    ///   - file: relative to the `python` folder, such as `"orders/report.py"`.
    ///   - arguments: by the names of the function's parameters.
    ///   - result: the type of what it returns; none when nobody uses it.
    public init(
        _ id: TaskID, _ function: Name, in file: Name, _ arguments: KeyValuePairs<Name, Argument> = [:],
        returning result: Result.Type = Void.self,
        file source: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = PythonCallModel(
            file: file.description, function: function.description, arguments: arguments.models)
        declaration = TaskDeclaration(
            id, .python(model), at: SourceLocation(source, line, column), inputs: arguments.inputs)
    }

    /// What the function returns.
    public var result: TaskResult<Result> { TaskResult(producer: declaration) }
}
