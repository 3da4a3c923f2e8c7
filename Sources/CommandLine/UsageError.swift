/// All that is wrong with a command line. Its description is what the person reads.
package struct UsageError: Error, CustomStringConvertible, Equatable {
    /// The command as typed, such as `dagc compile`.
    package let command: String
    /// One sentence a mistake, in the order of the command line.
    package let problems: [String]

    package init(command: String, problems: [String]) {
        self.command = command
        self.problems = problems
    }

    package var description: String {
        let lines = problems.map { "\(command): \($0)" }
        return (lines + ["Run '\(command) --help' for the options."]).joined(separator: "\n")
    }
}
