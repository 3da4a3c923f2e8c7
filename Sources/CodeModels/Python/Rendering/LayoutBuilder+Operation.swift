/// Layout of operators, conditions and lambdas.
extension LayoutBuilder {
    /// Operands and the operators between them, nested operations included as far as they need no parentheses.
    private struct Chain {
        struct Operand {
            let expression: PythonExpression
            let minimum: PythonPrecedence
        }

        var operands: [Operand] = []
        var operators: [(text: String, precedence: PythonPrecedence)] = []

        init(_ expression: PythonExpression) {
            append(expression)
        }

        private mutating func add(_ expression: PythonExpression, at minimum: PythonPrecedence) {
            switch expression {
            case .binary, .comparison, .boolean:
                if expression.isParenthesized(at: minimum) { fallthrough }
                append(expression)
            default:
                operands.append(Operand(expression: expression, minimum: minimum))
            }
        }

        private mutating func append(_ expression: PythonExpression) {
            switch expression {
            case .binary(let symbol, let values):
                add(values[0], at: symbol.precedence)
                for value in values.dropFirst() {
                    operators.append((symbol.rawValue, symbol.precedence))
                    add(value, at: symbol.precedence.tighter)
                }
            case .comparison(let left, let parts):
                add(left, at: .bitOr)
                for part in parts {
                    operators.append((part.symbol.rawValue, .comparison))
                    add(part.operand, at: .bitOr)
                }
            case .boolean(let symbol, let values):
                add(values[0], at: symbol.precedence.tighter)
                for value in values.dropFirst() {
                    // `and` and `or` break together, as both are one kind of operator to the formatter.
                    operators.append((symbol.rawValue, .or))
                    add(value, at: symbol.precedence.tighter)
                }
            default:
                preconditionFailure("only operations form chains")
            }
        }
    }

    mutating func operation(_ expression: PythonExpression) {
        let chain = Chain(expression)
        groupInBrackets { $0.operands(of: chain, from: 0, through: chain.operators.count) }
    }

    /// Operands `first` to `last`, with breaks before the loosest operators between them and before no others.
    private mutating func operands(of chain: Chain, from first: Int, through last: Int) {
        guard first < last else { return operand(chain.operands[first]) }
        let loosest = chain.operators[first..<last].map(\.precedence).min() ?? .any
        var start = first
        for index in first..<last where chain.operators[index].precedence == loosest {
            side(of: chain, from: start, through: index)
            breakOrSpace()
            token(chain.operators[index].text)
            space()
            start = index + 1
        }
        side(of: chain, from: start, through: last)
    }

    private mutating func side(of chain: Chain, from first: Int, through last: Int) {
        if first == last {
            operand(chain.operands[first])
        } else {
            groupInBrackets { $0.operands(of: chain, from: first, through: last) }
        }
    }

    private mutating func operand(_ operand: Chain.Operand) {
        expression(operand.expression, at: operand.minimum)
    }

    /// `value if condition else otherwise`; a conditional in the last place continues the outer one.
    mutating func conditional(_ expression: PythonExpression, isNested: Bool) {
        guard case .conditional(let value, let condition, let otherwise) = expression else { return }
        let content: (inout LayoutBuilder) -> Void = {
            $0.expression(value, at: .or)
            $0.breakOrSpace()
            $0.token("if ")
            $0.expression(condition, at: .or)
            $0.breakOrSpace()
            $0.token("else ")
            if case .conditional = otherwise {
                $0.conditional(otherwise, isNested: true)
            } else {
                $0.groupInBrackets { $0.expression(otherwise, at: .lambda) }
            }
        }
        isNested ? content(&self) : groupInBrackets(content)
    }

    mutating func lambda(_ parameters: [PythonIdentifier], _ body: PythonExpression, isAssigned: Bool = false) {
        token(parameters.isEmpty ? "lambda: " : "lambda \(parameters.map(\.text).joined(separator: ", ")): ")
        if isAssigned {
            fitsExpanded(nil) { $0.lambdaBody(body) }
        } else {
            lambdaBody(body)
        }
    }

    private mutating func lambdaBody(_ body: PythonExpression) {
        switch (body, body.optionalParentheses) {
        case (_, .whenExpanded):
            parenthesizedIfExpands { $0.bare(body) }
        case (.call, _), (.item, _), (.set([], _), _):
            bestFittingBody { $0.bare(body) }
        default:
            if body.brackets != nil {
                expression(body)
            } else {
                parenthesizedIfExpands { $0.bare(body) }
            }
        }
    }
}
