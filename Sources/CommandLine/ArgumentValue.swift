/// A type that one word of a command line, or one environment variable, can be read as.
package protocol ArgumentValue: Sendable {
    /// What stands for the value in a help text, such as `NUMBER`.
    static var placeholder: String { get }

    /// Reads the value, or says in one clause what was expected.
    init(argument: String) throws(InvalidArgument)

    /// The value as a person would type it.
    var argument: String { get }
}

/// Why a text is not a value: a clause that starts with "expected".
package struct InvalidArgument: Error {
    package let expectation: String

    package init(_ expectation: String) {
        self.expectation = expectation
    }
}

extension String: ArgumentValue {
    package static var placeholder: String { "TEXT" }
    package init(argument: String) { self = argument }
    package var argument: String { self }
}

extension Int: ArgumentValue {
    package static var placeholder: String { "NUMBER" }

    package init(argument: String) throws(InvalidArgument) {
        guard let value = Int(argument) else { throw InvalidArgument("expected a whole number") }
        self = value
    }

    package var argument: String { String(self) }
}

extension Bool: ArgumentValue {
    package static var placeholder: String { "true|false" }

    /// Takes the spellings that git-sync takes (those of Go's `strconv.ParseBool`), so that its settings carry over.
    package init(argument: String) throws(InvalidArgument) {
        switch argument {
        case "1", "t", "T", "true", "TRUE", "True": self = true
        case "0", "f", "F", "false", "FALSE", "False": self = false
        default: throw InvalidArgument("expected true or false")
        }
    }

    package var argument: String { self ? "true" : "false" }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    package static var placeholder: String { allCases.map(\.rawValue).joined(separator: "|") }

    /// Takes a case by its raw value.
    package init(argument: String) throws(InvalidArgument) {
        guard let value = Self(rawValue: argument) else {
            let names = Self.allCases.map(\.rawValue)
            let hint = closest(to: argument, among: names).map { "; did you mean \($0)?" } ?? ""
            throw InvalidArgument("expected one of \(names.joined(separator: ", "))\(hint)")
        }
        self = value
    }

    package var argument: String { rawValue }
}
