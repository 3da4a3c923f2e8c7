/// What the parser and the help text need to know of an option, whatever its type.
package struct OptionDeclaration: Sendable {
    package let name: String
    /// What stands for the value in the help text; nil for a flag.
    package let placeholder: String?
    /// Environment variables that are asked, in this order, when no argument gives the option.
    package let environment: [String]
    package let help: String
    package var section = "Options"
    package var letter: Character?
    package var defaultText: String?
    package var environmentSeparator: Character?
    package var isRequired = false
    package var isRepeated = false
    package var isSecret = false
    package var isEnvironmentOnly = false

    init(_ name: String, _ placeholder: String?, _ environment: [String], _ help: String) {
        self.name = name
        self.placeholder = placeholder
        self.environment = environment
        self.help = help
    }
}

/// An option of any type, as a command lists it.
package protocol CommandOption: Sendable {
    var declaration: OptionDeclaration { get }

    /// Throws what is wrong with the texts that were given for this option.
    func check(_ texts: [String]) throws(InvalidArgument)
}

/// A word that is recognised by its place on the command line.
package struct Positional: Sendable {
    package let name: String
    package let help: String
    package let isRequired: Bool

    /// - Parameter name: what stands for the word in help and errors, such as `CODE`.
    package init(_ name: String, isRequired: Bool = true, _ help: String) {
        self.name = name
        self.help = help
        self.isRequired = isRequired
    }
}
