/// A shell command.
package struct BashModel: KindModel {
    package var command: RuntimeText

    package init(command: RuntimeText) {
        self.command = command
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { visit(&command) }

    package var neededTexts: [NeededText] { [NeededText("command", command)] }
}
