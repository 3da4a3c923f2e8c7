/// An operator of Airflow that the language has no kind for, or a group that adds tasks of its own, by its import path.
package struct OperatorModel: KindModel {
    /// The path of the class.
    package var path: String
    /// The path on Airflow 2, where it is another one.
    package var pathOnAirflow2: String?
    package var arguments: [ValueModel.Entry]
    package var connections: [String]
    /// Whether the class is a group of tasks.
    package var isGroup = false

    package init(path: String, pathOnAirflow2: String?, arguments: [ValueModel.Entry], connections: [String]) {
        self.path = path
        self.pathOnAirflow2 = pathOnAirflow2
        self.arguments = arguments
        self.connections = connections
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { arguments.visitTexts(visit) }

    package var values: [ValueModel] { arguments.map(\.value) }
}
