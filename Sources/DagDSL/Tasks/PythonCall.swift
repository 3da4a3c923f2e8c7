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
        _ id: TaskID, _ function: Name, in file: Name, _ arguments: Arguments = [:],
        returning result: Result.Type = Void.self,
        file source: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = PythonCallModel(
            file: file.description, function: function.description, arguments: arguments.models)
        declaration = TaskDeclaration(
            id, .python(model), at: SourceLocation(source, line, column), using: [arguments])
    }

    /// Repeats it for each dictionary of a list, which holds the arguments of one call by their names.
    ///
    /// The arguments come from the list alone.
    public func mapped(
        overArguments rows: Items, atMost limit: Int? = nil, labelled label: RuntimeString? = nil
    ) -> Self {
        mapped(overArguments: rows, limit, label)
    }

    /// Runs it in a virtual environment that is made for it.
    ///
    /// The function is taken out of its file, so it imports what it uses itself, and neither the file nor the package is
    /// there.
    /// - Parameters:
    ///   - requirements: in the notation of pip, such as `"pandas==2.2.3"`.
    ///   - version: of Python, such as `"3.12"`; by default the worker's.
    ///   - packages: whether the packages of the worker are there, too.
    public func inVirtualEnvironment(
        requirements: [Name] = [], python version: Name? = nil, withWorkerPackages packages: Bool = false
    ) -> Self {
        running(
            .virtual(
                requirements: requirements.map(\.description), version: version?.description,
                hasWorkerPackages: packages))
    }

    /// Runs it by another Python that the worker has, by the path of its program. As in a virtual environment, nothing
    /// but the function is there.
    public func byPython(at path: RuntimeString) -> Self { running(.external(path.model), using: [path]) }

    private func running(_ interpreter: PythonInterpreter, using values: [any TaskInputs] = []) -> Self {
        changing(using: values) { task in
            guard case .python(var model) = task.kind else { return }
            model.interpreter = interpreter
            task.kind = .python(model)
        }
    }

    /// What the function returns.
    public var result: TaskResult<Result> { TaskResult(producer: declaration) }
}
