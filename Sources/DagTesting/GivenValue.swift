/// A value that a task of a run is given, as Python has it. Write literals as they are: `3`, `true`, `"text"`,
/// `["a", "b"]`, `["key": 1]`, `nil`.
public indirect enum GivenValue: Sendable {
    /// Python's `None`.
    case none
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A number with a fraction.
    case number(Double)
    /// A text.
    case text(String)
    /// A span of time, in seconds.
    case seconds(Int)
    /// A list.
    case list([GivenValue])
    /// A dictionary, in the order in which Python has it.
    case dictionary([Entry])
    /// Something that Python imports by its path.
    case imported(String)
    /// An object, made by calling what Python imports by its path.
    case object(String, [Entry])

    /// A value under its name.
    public struct Entry: Sendable, Equatable {
        /// The key.
        public let name: String
        /// What stands under it.
        public let value: GivenValue

        /// A value under its name.
        public init(_ name: String, _ value: GivenValue) {
            self.name = name
            self.value = value
        }
    }

    /// What a dictionary or an object holds under a name.
    public subscript(name: String) -> GivenValue? {
        switch self {
        case .dictionary(let entries), .object(_, let entries): entries.first { $0.name == name }?.value
        case .none, .bool, .int, .number, .text, .seconds, .list, .imported: nil
        }
    }
}

extension GivenValue: Equatable {
    /// Whether Python has both for the same value of the same type: dictionaries may differ in their order.
    public static func == (left: GivenValue, right: GivenValue) -> Bool {
        switch (left, right) {
        case (.none, .none): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)), (.seconds(let left), .seconds(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        // Two spellings of one character are two texts to Python.
        case (.text(let left), .text(let right)), (.imported(let left), .imported(let right)):
            left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)): left == right
        case (.dictionary(let left), .dictionary(let right)): sameEntries(left, right)
        case (.object(let path, let left), .object(let other, let right)): path == other && sameEntries(left, right)
        case (.none, _), (.bool, _), (.int, _), (.number, _), (.text, _), (.seconds, _), (.list, _), (.dictionary, _),
            (.imported, _), (.object, _):
            false
        }
    }

    private static func sameEntries(_ left: [Entry], _ right: [Entry]) -> Bool {
        left.sorted { $0.name < $1.name } == right.sorted { $0.name < $1.name }
    }
}

extension GivenValue: CustomStringConvertible {
    /// As Python's `str` puts it into a text: a text as it is, a span as a clock has it, and all else as `repr` writes it.
    public var description: String {
        switch self {
        case .text(let text): text
        case .seconds(let seconds): Self.clock(seconds)
        default: notation
        }
    }

    /// As Python's `repr` writes it.
    ///
    /// Source: https://docs.python.org/3/library/functions.html#repr
    private var notation: String {
        switch self {
        case .none: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .int(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): Self.quoted(text)
        case .seconds(let seconds): "datetime.timedelta(\(Self.arguments(of: seconds)))"
        case .list(let items): "[\(items.map(\.notation).joined(separator: ", "))]"
        case .dictionary(let entries):
            "{\(entries.map { "\(Self.quoted($0.name)): \($0.value.notation)" }.joined(separator: ", "))}"
        case .imported(let path): path
        case .object(let path, let entries):
            "\(path)(\(entries.map { "\($0.name)=\($0.value.notation)" }.joined(separator: ", ")))"
        }
    }

    /// Python keeps a span as days, which may be negative, and seconds of a day, which may not.
    ///
    /// Source: https://docs.python.org/3/library/datetime.html#timedelta-objects
    private static func parts(of seconds: Int) -> (days: Int, rest: Int) {
        let rest = (seconds % 86400 + 86400) % 86400
        return ((seconds - rest) / 86400, rest)
    }

    private static func arguments(of seconds: Int) -> String {
        let (days, rest) = parts(of: seconds)
        let said = [days == 0 ? nil : "days=\(days)", rest == 0 ? nil : "seconds=\(rest)"].compactMap(\.self)
        return said.isEmpty ? "0" : said.joined(separator: ", ")
    }

    private static func clock(_ seconds: Int) -> String {
        let (days, rest) = parts(of: seconds)
        let twoDigits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(rest / 3600):\(twoDigits(rest / 60 % 60)):\(twoDigits(rest % 60))"
        return days == 0 ? time : "\(days) \(abs(days) == 1 ? "day" : "days"), \(time)"
    }

    private static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar =
            text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
        var quoted = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case quote: quoted += "\\" + String(quote)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + String(quote)
    }
}

extension GivenValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByNilLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }

    /// A number with a fraction.
    public init(floatLiteral value: Double) { self = .number(value) }

    /// Python's `None`.
    public init(nilLiteral: ()) { self = .none }

    /// A text.
    public init(stringLiteral text: String) { self = .text(text) }

    /// A list.
    public init(arrayLiteral items: GivenValue...) { self = .list(items) }

    /// A dictionary, in the order in which it is written.
    public init(dictionaryLiteral entries: (String, GivenValue)...) {
        self = .dictionary(entries.map { Entry($0.0, $0.1) })
    }
}
