/// The values of one command line; every option of its command can be asked for by its declaration.
package struct ParsedArguments: Sendable {
    /// Where the value of an option came from.
    package enum Origin: Sendable, Equatable {
        case argument
        case environment(String)
    }

    /// The texts given for each option, by option name.
    let texts: [String: [String]]
    let origins: [String: Origin]
    /// The words that stand by themselves, in order.
    package let positionals: [String]

    /// The value of an option.
    ///
    /// - Throws: only for an option that is not listed by the command that was parsed and has no default; the values of
    ///   listed ones were checked by ``CommandSyntax/parse(_:environment:)``.
    package func value<Value>(_ option: Option<Value>) throws(InvalidArgument) -> Value {
        try option.read(texts[option.declaration.name] ?? [])
    }

    /// Where the value of the option with this name came from; nil means its default.
    package func origin(ofOptionCalled name: String) -> Origin? { origins[name] }

    /// Where the value of an option came from; nil means its default.
    package func origin<Value>(of option: Option<Value>) -> Origin? {
        origins[option.declaration.name]
    }
}
