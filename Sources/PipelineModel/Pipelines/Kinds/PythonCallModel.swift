/// A call of a function that stands in a Python file of the author's.
package struct PythonCallModel: KindModel {
    /// Relative to the folder of the project's Python files.
    package var file: String
    package var function: String
    package var arguments: [ValueModel.Entry]

    package init(file: String, function: String, arguments: [ValueModel.Entry]) {
        self.file = file
        self.function = function
        self.arguments = arguments
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { arguments.visitTexts(visit) }

    package var inputs: [TaskInput] { arguments.inputs(as: .keyword) }
}
