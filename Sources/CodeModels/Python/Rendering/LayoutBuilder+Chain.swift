/// Layout of attributes, calls and subscripts.
extension LayoutBuilder {
    /// A chain of attributes, calls and subscripts, one call a line when it is long and stands in brackets.
    mutating func chain(_ expression: PythonExpression) {
        if surroundings.mayBreak && CallChain.isFluent(expression) {
            group { $0.link(expression, isFluent: true) }
        } else {
            link(expression, isFluent: false)
        }
    }

    private mutating func link(_ expression: PythonExpression, isFluent: Bool) {
        switch expression {
        case .attribute(let value, let name):
            base(value, isFluent: isFluent)
            if isFluent && (value.isCallOrItem || value.isParenthesized(at: .primary)) { softLine() }
            token(".\(name)")
        case .item(let value, let index):
            base(value, isFluent: isFluent)
            bracketed("[", "]") { $0.index(index) }
        case .call(let callee, let arguments, let layout):
            base(callee, isFluent: isFluent)
            call(arguments, layout)
        default:
            self.expression(expression, at: .primary)
        }
    }

    private mutating func base(_ value: PythonExpression, isFluent: Bool) {
        switch value {
        case .attribute, .item, .call: link(value, isFluent: isFluent)
        default: expression(value, at: .primary)
        }
    }

    /// What stands in `[]`; a tuple of several elements needs no parentheses there.
    private mutating func index(_ index: PythonExpression) {
        guard case .tuple(let elements, let layout) = index, elements.count > 1 else { return expression(index) }
        group { $0.commaSeparated(count: elements.count, layout: layout) { $0.expression(elements[$1]) } }
    }

    private mutating func call(_ arguments: [PythonArgument], _ layout: PythonLayout) {
        guard !arguments.isEmpty else { return token("()") }
        if arguments.count == 1, layout == .fitted, case .positional(let argument) = arguments[0] {
            return soleArgument(argument)
        }
        // A text block follows the bracket at once.
        let hugs = arguments.count == 1 && layout == .fitted && arguments[0].isUnpackedTextBlock
        bracketed("(", ")", hugs: hugs) {
            $0.group {
                $0.commaSeparated(count: arguments.count, layout: layout) { $0.argument(arguments[$1]) }
            }
        }
    }

    /// A string that is cut needs no parentheses besides those of the call.
    private mutating func soleArgument(_ argument: PythonExpression) {
        bracketed("(", ")", hugs: argument.isTextBlock) {
            $0.group {
                if let string = CuttableString(argument) {
                    $0.cutString(string)
                } else {
                    $0.expression(argument)
                }
            }
        }
    }

    private mutating func argument(_ argument: PythonArgument) {
        switch argument {
        case .positional(let expression):
            value(expression)
        case .keyword(let name, let expression):
            token("\(name)=")
            value(expression)
        case .unpacked(let mapping):
            token("**")
            expression(mapping, at: .bitOr)
        }
    }
}

extension PythonArgument {
    fileprivate var isUnpackedTextBlock: Bool {
        if case .unpacked(let mapping) = self { mapping.isTextBlock } else { false }
    }
}
