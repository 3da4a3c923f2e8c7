/// A shell command.
package struct BashModel: Hashable, Sendable, Codable {
    package var command: RuntimeText

    package init(command: RuntimeText) {
        self.command = command
    }
}
