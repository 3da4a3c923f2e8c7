/// A call of a function that stands in a Python file of the author's.
package struct PythonCallModel: KindModel {
    /// Relative to the folder of the project's Python files.
    package var file: String
    package var function: String
    package var arguments: [ValueModel.Entry]
    /// The Python that runs it; nil for the worker's own.
    package var interpreter: PythonInterpreter?

    package init(file: String, function: String, arguments: [ValueModel.Entry]) {
        self.file = file
        self.function = function
        self.arguments = arguments
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        arguments.visitTexts(visit)
        interpreter?.visitTexts(visit)
    }

    package var inputs: [TaskInput] { arguments.inputs(as: .keyword) }
}

/// Another Python than the worker's own. It gets the text of the function, and nothing around it.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow-providers-standard/stable/operators/python.html
package enum PythonInterpreter: Hashable, Sendable, Codable {
    /// One that is made for the task, with packages in the notation of pip.
    case virtual(requirements: [String], version: String?, hasWorkerPackages: Bool)
    /// One that is there, by the path of its program.
    case external(RuntimeText)

    mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        guard case .external(var path) = self else { return }
        visit(&path)
        self = .external(path)
    }
}
