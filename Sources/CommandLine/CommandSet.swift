/// The commands of a program whose first word says what to do.
package struct CommandSet: Sendable {
    package let program: String
    package let summary: String
    package let commands: [CommandSyntax]

    package init(_ program: String, _ summary: String, commands: [CommandSyntax]) {
        self.program = program
        self.summary = summary
        self.commands = commands
    }

    /// The command that the first word names, and the words that are left for it; nil when help is asked for.
    ///
    /// - Throws: the first word is missing or names no command.
    package func select(_ words: [String]) throws(UsageError) -> (command: CommandSyntax, words: [String])? {
        guard let first = words.first else {
            throw UsageError(command: program, problems: ["no command given; choose from \(list)"])
        }
        if ["help", "--help", "-h"].contains(first) { return nil }
        guard let command = commands.first(where: { word(of: $0) == first }) else {
            let hint = closest(to: first, among: commands.map(word)).map { "; did you mean \($0)?" } ?? ""
            throw UsageError(command: program, problems: ["no command '\(first)'\(hint); choose from \(list)"])
        }
        return (command, Array(words.dropFirst()))
    }

    /// The text of `--help`: one line a command.
    package var help: String {
        let width = (commands.map { word(of: $0).count }.max() ?? 0) + 2
        let lines = commands.map { command in
            let name = word(of: command)
            return "  \(name)\(String(repeating: " ", count: width - name.count))\(command.summary)\n"
        }
        return "\(summary)\n\nUsage: \(program) COMMAND [options]\n\n" + lines.joined()
            + "\nRun '\(program) COMMAND --help' for the options of one.\n"
    }

    private var list: String { commands.map(word).joined(separator: ", ") }

    private func word(of command: CommandSyntax) -> String {
        command.name.split(separator: " ").last.map(String.init) ?? command.name
    }
}
