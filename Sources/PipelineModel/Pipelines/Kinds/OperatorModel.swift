/// An operator of the orchestrator that the language has no kind for, or a group that adds tasks of its own, by its
/// import path.
package struct OperatorModel: KindModel {
    /// The path of the class.
    package var path: String
    /// The path in the orchestrator's version before, where it is another one.
    package var earlierPath: String?
    package var arguments: [ValueModel.Entry]
    package var connections: [String]
    /// Whether the class is a group of tasks.
    package var isGroup = false

    package init(path: String, earlierPath: String?, arguments: [ValueModel.Entry], connections: [String]) {
        self.path = path
        self.earlierPath = earlierPath
        self.arguments = arguments
        self.connections = connections
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { arguments.visitTexts(visit) }

    package var inputs: [TaskInput] { arguments.inputs(as: .keyword) }
}
