/// A shell command.
package struct BashModel: KindModel {
    package var command: RuntimeText

    package init(command: RuntimeText) {
        self.command = command
    }

    package var texts: [RuntimeText] { [command] }
}
