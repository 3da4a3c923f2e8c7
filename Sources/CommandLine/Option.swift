/// One option of a command: its name, where else its value may come from, and the type that it is read as.
///
/// `Value` is what ``ParsedArguments`` hands out: `T` for an option with a default or a required one, `T?` for one
/// that may be absent, `[T]` for one that may be repeated and `Bool` for a flag.
package struct Option<Value: Sendable>: CommandOption {
    package let declaration: OptionDeclaration
    package let read: @Sendable ([String]) throws(InvalidArgument) -> Value

    private init(
        _ declaration: OptionDeclaration, read: @escaping @Sendable ([String]) throws(InvalidArgument) -> Value
    ) {
        self.declaration = declaration
        self.read = read
    }

    package func check(_ texts: [String]) throws(InvalidArgument) {
        _ = try read(texts)
    }

    /// The same option, listed below a heading of the help text.
    package func inSection(_ section: String) -> Option {
        var declaration = declaration
        declaration.section = section
        return Option(declaration, read: read)
    }

    /// The same option, which can also be given as `-x`.
    package func short(_ letter: Character) -> Option {
        var declaration = declaration
        declaration.letter = letter
        return Option(declaration, read: read)
    }

    /// The same option, whose value must never be repeated in an error or a help text.
    package func secret() -> Option {
        var declaration = declaration
        declaration.isSecret = true
        return Option(declaration, read: read)
    }

    /// The same option, which can be set by its environment variable only: an argument is visible to every process
    /// of the machine.
    package func environmentOnly() -> Option {
        var declaration = declaration
        declaration.isEnvironmentOnly = true
        return Option(declaration, read: read)
    }
}

extension Option where Value: ArgumentValue {
    /// An option that has a value even when nobody gives one. Given more than once, the last one counts.
    package init(
        _ name: String, as placeholder: String = Value.placeholder, default value: Value,
        environment: [String] = [], _ help: String
    ) {
        var declaration = OptionDeclaration(name, placeholder, environment, help)
        declaration.defaultText = value.argument
        self.init(declaration) { texts throws(InvalidArgument) in
            guard let text = texts.last else { return value }
            return try Value(argument: text)
        }
    }

    /// An option that must be given.
    package static func required(
        _ name: String, as placeholder: String = Value.placeholder, environment: [String] = [], _ help: String
    ) -> Option {
        var declaration = OptionDeclaration(name, placeholder, environment, help)
        declaration.isRequired = true
        return Option(declaration) { texts throws(InvalidArgument) in
            guard let text = texts.last else { throw InvalidArgument("expected a value") }
            return try Value(argument: text)
        }
    }
}

extension Option {
    /// An option that may be absent. Given more than once, the last one counts.
    package static func optional<Wrapped: ArgumentValue>(
        _ name: String, as placeholder: String = Wrapped.placeholder, environment: [String] = [], _ help: String
    ) -> Option where Value == Wrapped? {
        Option(OptionDeclaration(name, placeholder, environment, help)) { texts throws(InvalidArgument) in
            guard let text = texts.last else { return nil }
            return try Wrapped(argument: text)
        }
    }

    /// An option that may be given several times; its environment variable holds the values with `separator` between,
    /// or one value when that is nil.
    package static func repeated<Element: ArgumentValue>(
        _ name: String, as placeholder: String = Element.placeholder, environment: [String] = [],
        separator: Character? = ",", _ help: String
    ) -> Option where Value == [Element] {
        var declaration = OptionDeclaration(name, placeholder, environment, help)
        declaration.isRepeated = true
        declaration.environmentSeparator = separator
        return Option(declaration) { texts throws(InvalidArgument) in
            var values: [Element] = []
            for text in texts { values.append(try Element(argument: text)) }
            return values
        }
    }
}

extension Option {
    /// A flag that may carry a value after `=`; alone it reads as `true`.
    package static func flag<Wrapped: ArgumentValue>(
        _ name: String, environment: [String] = [], _ help: String
    ) -> Option where Value == Wrapped? {
        Option(OptionDeclaration(name, nil, environment, help)) { texts throws(InvalidArgument) in
            guard let text = texts.last else { return nil }
            return try Wrapped(argument: text)
        }
    }
}

extension Option where Value == Bool {
    /// A flag: `--name` or `--name=true` sets it, `--name=false` clears it.
    package static func flag(
        _ name: String, default value: Bool = false, environment: [String] = [], _ help: String
    ) -> Option {
        var declaration = OptionDeclaration(name, nil, environment, help)
        declaration.defaultText = value.argument
        return Option(declaration) { texts throws(InvalidArgument) in
            guard let text = texts.last else { return value }
            return try Bool(argument: text)
        }
    }
}
