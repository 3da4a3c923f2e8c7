import PipelineModel

/// Values by names, in the order in which they are written.
///
/// Mostly a literal, `["region": "eu", "day": "\(.windowStart)"]`. Lists of them are joined with `+`, and one that is kept
/// in a variable takes more values in a loop or under a condition:
///
///     var options: Arguments = common + ["table": .string("orders")]
///     if isLarge { options["parallel"] = 8 }
public struct NamedValues<Value: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
    private(set) var entries: [(name: Name, value: Value)]

    /// The values as they are written. A name that stands there twice is reported when the project is checked.
    public init(dictionaryLiteral entries: (Name, Value)...) { self.init(entries) }

    /// Values in the order of a list, such as what `map` makes of the rows of a table.
    public init(_ entries: [(Name, Value)]) { self.entries = entries.map { (name: $0.0, value: $0.1) } }

    /// The value under a name. Setting it changes the one that is there, or adds one at the end; `nil` takes it out.
    public subscript(name: Name) -> Value? {
        get { entries.last { $0.name == name }?.value }
        set {
            guard let newValue else { return entries.removeAll { $0.name == name } }
            if let place = entries.lastIndex(where: { $0.name == name }) {
                entries[place].value = newValue
            } else {
                entries.append((name: name, value: newValue))
            }
        }
    }

    /// All of both. Of a name that both have, the value on the right holds, in the place of the one on the left.
    public static func + (left: NamedValues, right: NamedValues) -> NamedValues {
        var all = left
        for entry in right.entries {
            if left[entry.name] == nil { all.entries.append(entry) } else { all[entry.name] = entry.value }
        }
        return all
    }

    /// Adds all of another list.
    public static func += (left: inout NamedValues, right: NamedValues) { left = left + right }
}

/// The arguments of a call, by the names of its parameters.
public typealias Arguments = NamedValues<Argument>

/// Texts by names, such as variables of a process or headers of a request.
public typealias NamedTexts = NamedValues<RuntimeString>

extension NamedValues where Value == Argument {
    var models: [ValueModel.Entry] { entries.map { ValueModel.Entry($0.name.description, $0.value.model) } }
}

extension NamedValues where Value == RuntimeString {
    var models: [ValueModel.Entry] { entries.map { ValueModel.Entry($0.name.description, .text($0.value.model)) } }
}

extension NamedValues: TaskInputs where Value: TaskInputs {
    package var inputs: [TaskDeclaration] { entries.flatMap(\.value.inputs) }
    package var places: [ValuePlace] { entries.flatMap(\.value.places) }
}
