/// What one command takes: the single source of its parsing and of its help text.
package struct CommandSyntax: Sendable {
    /// The words that call it, such as `dagc compile`.
    package let name: String
    /// One sentence, without a full stop, for the list of commands and the top of the help text.
    package let summary: String
    package let positionals: [Positional]
    package let options: [any CommandOption]
    /// What follows the options in the help text: examples, exit codes.
    package let footer: String
    /// Printed for `--version`; without one there is no such option.
    package let version: String?

    package init(
        _ name: String, _ summary: String, positionals: [Positional] = [], options: [any CommandOption] = [],
        footer: String = "", version: String? = nil
    ) {
        self.name = name
        self.summary = summary
        self.positionals = positionals
        self.options = options
        self.footer = footer
        self.version = version
    }

    /// What a command line asks for.
    package enum Invocation: Sendable {
        case run(ParsedArguments)
        case help
        case version(String)
    }

    /// Reads the words after the command's name. Arguments win over environment variables, those over defaults; an
    /// environment variable that is set to the empty text counts as absent.
    ///
    /// - Throws: every mistake of the command line at once.
    package func parse(_ words: [String], environment: [String: String] = [:]) throws(UsageError) -> Invocation {
        var reader = ArgumentReader(syntax: self, words: words)
        reader.readWords()
        if reader.asksForHelp { return .help }
        if reader.asksForVersion, let version { return .version(version) }
        reader.readEnvironment(environment)
        reader.checkValues()
        guard reader.problems.isEmpty else { throw UsageError(command: name, problems: reader.problems) }
        return .run(ParsedArguments(texts: reader.texts, origins: reader.origins, positionals: reader.positionals))
    }
}
