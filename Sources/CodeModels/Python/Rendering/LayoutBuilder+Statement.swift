/// Layout of the parts of statements.
extension LayoutBuilder {
    /// The condition of an `if`, what a `for` iterates over, a `return` annotation.
    mutating func clause(_ expression: PythonExpression) {
        switch expression.optionalParentheses {
        case .whenExpanded:
            if OmittedParentheses.areAllowed(for: expression) {
                optionalParentheses { $0.bare(expression) }
            } else {
                parenthesizedIfExpands { $0.bare(expression) }
            }
        case .whenTheyHelp: bestFitParentheses { $0.bare(expression) }
        case .never: bare(expression)
        }
    }

    /// The right side of an assignment, and what is returned.
    mutating func assigned(_ expression: PythonExpression) {
        let width = LayoutPrinter.lineWidth - indentation - LayoutPrinter.indentWidth
        if let string = CuttableString(expression), string.needsCutting(to: width) {
            parenthesizedIfExpands { $0.cutString(string) }
        } else if case .lambda(let parameters, let body) = expression {
            parenthesizedIfExpands { $0.lambda(parameters, body, isAssigned: true) }
        } else {
            clause(expression)
        }
    }

    /// An expression that is a statement, or follows `@` or `raise`: never in parentheses to make a name fit.
    mutating func alone(_ expression: PythonExpression, isStatement: Bool) {
        if isStatement {
            guard case .binary(let symbol, _) = expression, symbol.isWrittenInSteps else { return bare(expression) }
        }
        if case .whenExpanded = expression.optionalParentheses { clause(expression) } else { bare(expression) }
    }

    mutating func target(_ target: PythonTarget) {
        switch target {
        case .name(let name): token(name.text)
        case .attribute(let base, let name): bare(.attribute(base, name))
        }
    }

    /// The names that a loop binds.
    mutating func loopNames(_ names: [PythonIdentifier]) {
        guard names.count > 1 else { return bestFitParentheses { $0.token(names[0].text) } }
        optionalParentheses {
            $0.commaSeparated(count: names.count, layout: .fitted) { $0.token(names[$1].text) }
        }
    }

    /// The items of a `with` statement.
    mutating func contexts(_ contexts: [PythonContext]) {
        if contexts.count > 1 {
            return parenthesizedIfExpands {
                $0.commaSeparated(count: contexts.count, layout: .fitted) { $0.context(contexts[$1]) }
            }
        }
        let context = contexts[0]
        if context.name == nil {
            clause(context.expression)
        } else if OmittedParentheses.areAllowed(for: context.expression) {
            optionalParentheses { $0.context(context) }
        } else {
            parenthesizedIfExpands { $0.context(context) }
        }
    }

    private mutating func context(_ context: PythonContext) {
        bare(context.expression)
        if let name = context.name { token(" as \(name)") }
    }

    mutating func functionHeader(_ function: PythonFunction) {
        token("def \(function.name)")
        group { builder in
            builder.parameters(function.parameters)
            guard let returns = function.returns else { return }
            builder.token(" -> ")
            builder.returnAnnotation(returns, hasParameters: !function.parameters.isEmpty)
        }
    }

    /// What a class is derived from.
    mutating func bases(_ bases: [PythonExpression]) {
        guard !bases.isEmpty else { return }
        bracketed("(", ")") {
            $0.commaSeparated(count: bases.count, layout: .fitted) { $0.expression(bases[$1]) }
        }
    }

    private mutating func returnAnnotation(_ annotation: PythonExpression, hasParameters: Bool) {
        switch annotation.optionalParentheses {
        case .whenTheyHelp where !hasParameters:
            if OmittedParentheses.areAllowed(for: annotation) {
                optionalParentheses { $0.bare(annotation) }
            } else {
                parenthesizedIfExpands { $0.bare(annotation) }
            }
        case .whenTheyHelp:
            if case .item = annotation { bare(annotation) } else { clause(annotation) }
        default:
            clause(annotation)
        }
    }

    private mutating func parameters(_ parameters: [PythonParameter]) {
        guard !parameters.isEmpty else { return token("()") }
        token("(")
        within(.brackets) { builder in
            builder.indent { builder in
                builder.softLine()
                if parameters.count == 1 {
                    builder.parameterList(parameters)
                } else {
                    builder.group { $0.parameterList(parameters) }
                }
            }
            builder.softLine()
        }
        token(")")
    }

    private mutating func parameterList(_ parameters: [PythonParameter]) {
        for (index, parameter) in parameters.enumerated() {
            if index > 0 {
                token(",")
                softLineOrSpace()
            }
            self.parameter(parameter)
        }
        when(.expanded) { $0.token(",") }
    }

    private mutating func parameter(_ parameter: PythonParameter) {
        switch parameter.kind {
        case .named: token(parameter.name.text)
        case .positionals: token("*\(parameter.name)")
        case .keywords: token("**\(parameter.name)")
        case .keywordOnlyMarker: return token("*")
        }
        if let annotation = parameter.annotation {
            token(": ")
            expression(annotation)
        }
        if let value = parameter.defaultValue {
            token(parameter.annotation == nil ? "=" : " = ")
            expression(value)
        }
    }
}

extension PythonBinaryOperator {
    /// Whether a statement of this operation is put in parentheses, one step a line, when it is long.
    var isWrittenInSteps: Bool {
        switch self {
        case .add, .subtract, .shiftLeft, .shiftRight, .bitOr, .bitXor: true
        case .multiply, .divide, .floorDivide, .modulo, .bitAnd: false
        }
    }
}
