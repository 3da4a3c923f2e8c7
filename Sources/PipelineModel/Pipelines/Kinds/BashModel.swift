/// A shell command.
package struct BashModel: KindModel {
    package var command: RuntimeText
    /// On top of those that the worker has.
    package var variables: [ValueModel.Entry]?
    /// Whether it has no variables but its own.
    package var hidesWorkerVariables: Bool?
    /// Where it starts; nil for a new folder that is removed at the end.
    package var folder: RuntimeText?
    /// The status with which it is skipped; nil for the orchestrator's own.
    package var skipStatuses: [Int]?

    package init(command: RuntimeText) {
        self.command = command
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&command)
        variables?.visitTexts(visit)
        if var text = folder {
            visit(&text)
            folder = text
        }
    }

    package var inputs: [TaskInput] { variables?.inputs(as: .value) ?? [] }

    package var numbers: [NumberModel] {
        (skipStatuses ?? []).map { NumberModel("skipping(onStatus:)", $0, in: 1...255) }
    }

    package var neededTexts: [NeededText] { [NeededText("command", command)] }
}
