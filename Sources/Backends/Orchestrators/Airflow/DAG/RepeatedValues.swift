import CodeModels

/// Large equal values that several tasks are given, as constants at the top of the file, where a person would keep them.
///
/// Only arguments that Airflow's own operators copy or render anew: two tasks with one value could change it for each other.
struct RepeatedValues {
    /// In the order of first use.
    private(set) var constants: [(name: PythonIdentifier, value: PythonExpression)] = []
    private var names: [String: PythonIdentifier] = [:]

    /// So many uses are worth a name.
    private static let leastUses = 3
    /// Values of so many parts are: with fewer, a reader is better off without looking them up.
    private static let leastParts = 5
    private static let arguments: Set<String> = ["conf", "env", "env_vars", "headers", "op_kwargs", "parameters"]

    /// - Parameter taken: names that the file has for something else.
    init(in statements: [PythonStatement], besides taken: Set<String>) {
        var found: [(signature: String, argument: PythonIdentifier, value: PythonExpression)] = []
        var uses: [String: Int] = [:]
        for statement in statements {
            _ = statement.replacingArguments { name, value in
                if let signature = Self.signature(name, value) {
                    uses[signature, default: 0] += 1
                    if uses[signature] == 1 { found.append((signature, name, value)) }
                }
                return nil
            }
        }
        var taken = taken
        for (signature, argument, value) in found where uses[signature, default: 0] >= Self.leastUses {
            let word = argument.text.uppercased()
            let numbered = (2...).lazy.map { "\(word)_\($0)" }
            guard let free = taken.contains(word) ? numbered.first(where: { !taken.contains($0) }) : word else {
                continue
            }
            taken.insert(free)
            let name = PythonIdentifier(readingLike: free)
            names[signature] = name
            constants.append((name, value))
        }
    }

    /// The statements with the names of the constants in place of their values.
    func applied(to statements: [PythonStatement]) -> [PythonStatement] {
        guard !constants.isEmpty else { return statements }
        return statements.map { statement in
            statement.replacingArguments { name, value in
                Self.signature(name, value).flatMap { names[$0] }.map { PythonExpression.name($0) }
            }
        }
    }

    /// What two equal values of the same argument have in common; nil for what is too small, or depends on more than
    /// itself.
    private static func signature(_ argument: PythonIdentifier, _ value: PythonExpression) -> String? {
        guard arguments.contains(argument.text), let (text, parts) = literal(value), parts >= leastParts else {
            return nil
        }
        return "\(argument.text) \(text)"
    }

    private static func literal(_ value: PythonExpression) -> (text: String, parts: Int)? {
        switch value {
        case .none: return ("none", 1)
        case .bool(let flag): return ("\(flag)", 1)
        case .int(let number): return ("\(number)", 1)
        case .float(let number): return ("\(number)f", 1)
        case .string(let text): return ("\"\(text.utf8.count)\(text)", 1)
        case .list(let items, _): return joined(items, "[")
        case .dict(let items, _):
            var parts: [PythonExpression] = []
            for item in items {
                guard case .pair(let key, let value) = item else { return nil }
                parts += [key, value]
            }
            // Keys count as nothing of their own.
            return joined(parts, "{").map { (text: $0.text, parts: $0.parts - items.count) }
        default: return nil
        }
    }

    private static func joined(_ items: [PythonExpression], _ bracket: String) -> (text: String, parts: Int)? {
        var (text, parts) = (bracket, 0)
        for item in items {
            guard let (own, count) = literal(item) else { return nil }
            text += own + ","
            parts += count
        }
        return (text, parts)
    }
}

extension PythonStatement {
    /// The statement with other values for keyword arguments of calls, where there are any.
    fileprivate func replacingArguments(
        _ replacement: (PythonIdentifier, PythonExpression) -> PythonExpression?
    ) -> PythonStatement {
        switch self {
        case .expression(let value): return .expression(value.replacingArguments(replacement))
        case .assign(let target, let value): return .assign(target, value.replacingArguments(replacement))
        case .with(let contexts, let body):
            return .with(contexts, body: body.map { $0.replacingArguments(replacement) })
        case .function(var function):
            function.body = function.body.map { $0.replacingArguments(replacement) }
            return .function(function)
        default: return self
        }
    }
}

extension PythonExpression {
    fileprivate func replacingArguments(
        _ replacement: (PythonIdentifier, PythonExpression) -> PythonExpression?
    ) -> PythonExpression {
        switch self {
        case .call(let callee, let arguments, let layout):
            let replaced = arguments.map { argument -> PythonArgument in
                guard case .keyword(let name, let value) = argument else { return argument }
                return .keyword(name, replacement(name, value) ?? value)
            }
            return .call(callee.replacingArguments(replacement), replaced, layout: layout)
        case .attribute(let value, let name): return .attribute(value.replacingArguments(replacement), name)
        default: return self
        }
    }
}
