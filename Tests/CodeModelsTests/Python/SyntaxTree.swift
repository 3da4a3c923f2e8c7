import CodeModels

/// The syntax tree of a model in the notation that `syntax_tree.py` gives for parsed source.
enum SyntaxTree {
    static func of(_ module: PythonModule) -> String { suite(module.body) }

    private static func suite(_ statements: [PythonStatement]) -> String {
        let parts = statements.compactMap(statement)
        return "[\((parts.isEmpty ? ["pass"] : parts).joined(separator: " "))]"
    }

    private static func statement(_ statement: PythonStatement) -> String? {
        switch statement {
        case .comment, .blankLine: nil
        case .expression(let value): "(expr \(of(value)))"
        case .assign(let target, let value): "(assign \(of(target)) \(of(value)))"
        case .with(let contexts, let body):
            "(with \(contexts.map { "\(of($0.expression)):\($0.name?.text ?? "-")" }.joined(separator: " ")) \(suite(body)))"
        case .function(let function): of(function)
        case .class(let definition):
            "(class \(definition.name) [\(definition.bases.map(of).joined(separator: " "))] \(suite(definition.body)))"
        case .return(let value): "(return \(value.map(of) ?? "-"))"
        case .raise(let value): "(raise \(of(value)))"
        case .if(let branches, let otherwise): of(branches[...], otherwise)
        case .for(let names, let iterable, let body):
            "(for \(names.count == 1 ? names[0].text : node("tuple", names.map(\.text))) \(of(iterable)) \(suite(body)))"
        case .pass: "pass"
        }
    }

    private static func of(_ branches: ArraySlice<PythonBranch>, _ otherwise: [PythonStatement]) -> String {
        guard let first = branches.first else { return otherwise.isEmpty ? "[]" : suite(otherwise) }
        let rest = branches.dropFirst()
        let tail = rest.isEmpty ? of(rest, otherwise) : "[\(of(rest, otherwise))]"
        return "(if \(of(first.condition)) \(suite(first.body)) \(tail))"
    }

    private static func of(_ target: PythonTarget) -> String {
        switch target {
        case .name(let name): name.text
        case .attribute(let base, let name): "(. \(of(base)) \(name))"
        }
    }

    private static func of(_ function: PythonFunction) -> String {
        let parameters = function.parameters.map { parameter in
            let annotation = parameter.annotation.map(of) ?? "-"
            let value = parameter.defaultValue.map(of) ?? "-"
            return switch parameter.kind {
            case .named: "\(parameter.name):\(annotation)=\(value)"
            case .positionals: "*\(parameter.name):\(annotation)"
            case .keywords: "**\(parameter.name):\(annotation)"
            case .keywordOnlyMarker: "*"
            }
        }
        let decorators = function.decorators.map(of).joined(separator: " ")
        let returns = function.returns.map(of) ?? "-"
        let body = suite(function.body)
        return "(def \(function.name) [\(decorators)] [\(parameters.joined(separator: " "))] \(returns) \(body))"
    }

    // MARK: Expressions

    static func of(_ expression: PythonExpression) -> String {
        switch expression {
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): negative(value < 0, "i\(value.magnitude)")
        case .float(let value): negative(value.sign == .minus, "f\(value.magnitude.bitPattern)")
        case .decimal(let value):
            negative(
                value.text.hasPrefix("-"),
                decimal(value.text.hasPrefix("-") ? String(value.text.dropFirst()) : value.text))
        case .string(let text): "s\(text.unicodeScalars.map { String($0.value) }.joined(separator: ","))"
        case .bytes(let bytes): "b\(bytes.map { String($0) }.joined(separator: ","))"
        case .name(let name): name.text
        case .reference(let reference): reference.alias?.text ?? reference.member?.text ?? reference.module
        case .list(let elements, _): node("list", elements.map(of))
        case .tuple(let elements, _): node("tuple", elements.map(of))
        case .set(let elements, _): elements.isEmpty ? "(call set)" : node("set", elements.map(of))
        case .dict(let items, _): node("dict", items.map(of))
        case .attribute(let base, let name): "(. \(of(base)) \(name))"
        case .item(let base, let index): "(item \(of(base)) \(of(index)))"
        case .call(let callee, let arguments, _): node("call", [of(callee)] + arguments.map(of))
        default: operation(expression)
        }
    }

    private static func operation(_ expression: PythonExpression) -> String {
        switch expression {
        case .unary(let symbol, let operand): "(u\(symbol.rawValue) \(of(operand)))"
        case .binary(let symbol, let operands):
            operands.dropFirst().reduce(of(operands[0])) { "(\(symbol.rawValue) \($0) \(of($1)))" }
        case .comparison(let left, let parts):
            "(compare \(of(left)) \(parts.map { "\($0.symbol.rawValue) \(of($0.operand))" }.joined(separator: " ")))"
        case .boolean(let symbol, let operands): node(symbol.rawValue, operands.map(of))
        case .conditional(let value, let condition, let otherwise):
            node("conditional", [of(value), of(condition), of(otherwise)])
        case .lambda(let parameters, let body):
            "(lambda [\(parameters.map(\.text).joined(separator: " "))] \(of(body)))"
        case .starred(let value): "(* \(of(value)))"
        case .listComprehension(let element, let loop):
            "(for \(of(element)) \(loop.target) \(of(loop.iterable)) \(loop.condition.map(of) ?? "-"))"
        default: "?"
        }
    }

    private static func of(_ item: PythonDictItem) -> String {
        switch item {
        case .pair(let key, let value): "\(of(key)):\(of(value))"
        case .unpacked(let mapping): "**\(of(mapping))"
        }
    }

    private static func of(_ argument: PythonArgument) -> String {
        switch argument {
        case .positional(let value): of(value)
        case .keyword(let name, let value): "\(name)=\(of(value))"
        case .unpacked(let mapping): "**\(of(mapping))"
        }
    }

    private static func node(_ name: String, _ parts: [String]) -> String {
        "(\(([name] + parts).joined(separator: " ")))"
    }

    private static func negative(_ isNegative: Bool, _ text: String) -> String { isNegative ? "(u- \(text))" : text }

    private static func decimal(_ text: String) -> String {
        text.contains(".") ? "f\((Double(text) ?? .nan).bitPattern)" : "i\(text)"
    }
}
