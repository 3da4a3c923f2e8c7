/// Layout of expressions.
extension LayoutBuilder {
    /// An expression, in parentheses when it binds less tightly than its place asks for.
    mutating func expression(_ expression: PythonExpression, at minimum: PythonPrecedence = .any) {
        if expression.isParenthesized(at: minimum) {
            bracketed("(", ")") { $0.bare(expression) }
        } else {
            bare(expression)
        }
    }

    /// An expression without parentheses of its own.
    mutating func bare(_ expression: PythonExpression) {
        if case .statement = surroundings {
            return within(.expression(optionalParentheses: nil)) { $0.bare(expression) }
        }
        switch expression {
        case .none: token("None")
        case .bool(let value): token(value ? "True" : "False")
        case .int(let value): token(String(value))
        case .float(let value): token(PythonLiteral.float(value))
        case .decimal(let value): token(value.text)
        case .string(let text): string(text)
        case .bytes(let bytes): token(PythonStringContent(bytes).literal)
        case .name(let name): token(name.text)
        case .reference(let reference):
            token(use(reference).spelling)
        case .list(let elements, let layout): display("[", elements, "]", layout)
        case .set(let elements, let layout): set(elements, layout)
        case .tuple(let elements, let layout): tuple(elements, layout)
        case .dict(let items, let layout): dict(items, layout)
        case .listComprehension(let element, let loop): comprehension(element, loop)
        case .attribute, .item, .call: chain(expression)
        case .unary(let symbol, let operand):
            token(symbol.rawValue)
            if symbol == .not { space() }
            self.expression(operand, at: symbol.operandPrecedence)
        case .binary, .comparison, .boolean: operation(expression)
        case .conditional: conditional(expression, isNested: false)
        case .lambda(let parameters, let body): lambda(parameters, body)
        case .starred(let value):
            token("*")
            self.expression(value, at: .bitOr)
        case .hole, .joined: preconditionFailure("every hole is filled before its module is rendered")
        }
    }

    /// A string that is not cut: as a text block if it reads as one, else as one literal.
    private mutating func string(_ text: String) {
        if let literal = PythonLiteral.plain(text) { return token(literal) }
        let content = PythonStringContent(text)
        if let block = content.textBlock { return verbatim(block) }
        let literal = content.literal
        self.text(literal, width: TextWidth.of(literal))
    }

    // MARK: Displays

    private mutating func display(
        _ opening: String, _ elements: [PythonExpression], _ closing: String, _ layout: PythonLayout
    ) {
        guard !elements.isEmpty else { return token(opening + closing) }
        bracketed(opening, closing) {
            $0.commaSeparated(count: elements.count, layout: layout) { $0.value(elements[$1]) }
        }
    }

    private mutating func set(_ elements: [PythonExpression], _ layout: PythonLayout) {
        guard elements.isEmpty else { return display("{", elements, "}", layout) }
        token("set()")
    }

    private mutating func tuple(_ elements: [PythonExpression], _ layout: PythonLayout) {
        guard elements.count == 1 else { return display("(", elements, ")", layout) }
        bracketed("(", ")") {
            $0.value(elements[0])
            $0.token(",")
        }
    }

    private mutating func dict(_ items: [PythonDictItem], _ layout: PythonLayout) {
        guard !items.isEmpty else { return token("{}") }
        bracketed("{", "}") {
            $0.commaSeparated(count: items.count, layout: layout) { builder, index in
                builder.group { $0.dictItem(items[index]) }
            }
        }
    }

    private mutating func dictItem(_ item: PythonDictItem) {
        switch item {
        case .pair(let key, let value):
            expression(key)
            token(":")
            space()
            self.value(value)
        case .unpacked(let mapping):
            token("**")
            expression(mapping, at: .bitOr)
        }
    }

    private mutating func comprehension(_ element: PythonExpression, _ loop: PythonComprehension) {
        bracketed("[", "]") {
            $0.group {
                $0.group { $0.expression(element) }
                $0.softLineOrSpace()
                $0.token("for \(loop.target) in ")
                $0.expression(loop.iterable, at: .or)
                if let condition = loop.condition {
                    $0.softLineOrSpace()
                    $0.token("if ")
                    $0.expression(condition, at: .or)
                }
            }
        }
    }

    // MARK: Places where strings may be cut

    /// An element, argument or dict value. A string that is too long for its line goes into parentheses, and is cut
    /// into several literals if it is still too long there.
    mutating func value(_ expression: PythonExpression) {
        guard let string = CuttableString(expression) else { return self.expression(expression) }
        parenthesizedIfExpands { $0.cutString(string) }
    }

    /// The literal if it fits, else several, one a line.
    mutating func cutString(_ string: CuttableString) {
        group {
            $0.when(.flat) { $0.text(string.literal, width: string.width) }
            $0.when(.expanded) { $0.splitString(string) }
        }
    }
}
