/// A Python expression as a value: what is said, never how it is quoted, parenthesised or laid out.
///
/// Parentheses are not part of the model. The renderer adds them where precedence or line length asks for them.
package indirect enum PythonExpression: Equatable, Sendable {
    case none
    case bool(Bool)
    case int(Int)
    /// A finite floating-point number.
    case float(Double)
    /// A number kept digit for digit, such as `12.50` or an integer beyond 64 bits.
    case decimal(PythonDecimal)
    case string(String)
    case bytes([UInt8])

    /// A name bound in the module itself or built into Python.
    case name(PythonIdentifier)
    /// A name bound by an import. Using it is what makes the module import it.
    case reference(PythonImport)

    case list([PythonExpression], layout: PythonLayout = .fitted)
    case tuple([PythonExpression], layout: PythonLayout = .fitted)
    case set([PythonExpression], layout: PythonLayout = .fitted)
    case dict([PythonDictItem], layout: PythonLayout = .fitted)

    case attribute(PythonExpression, PythonIdentifier)
    case item(PythonExpression, PythonExpression)
    case call(PythonExpression, [PythonArgument], layout: PythonLayout = .fitted)

    case unary(PythonUnaryOperator, PythonExpression)
    /// Two or more operands joined from left to right by one operator: `a >> b >> c`.
    case binary(PythonBinaryOperator, [PythonExpression])
    /// `left == right`, or a chain such as `0 < a < b`.
    case comparison(PythonExpression, [PythonComparison])
    /// Two or more operands joined by `and` or `or`.
    case boolean(PythonBooleanOperator, [PythonExpression])
    /// `value if condition else otherwise`.
    case conditional(PythonExpression, condition: PythonExpression, otherwise: PythonExpression)
    case lambda([PythonIdentifier], PythonExpression)
    /// `*value`, inside a call, list, tuple or set.
    case starred(PythonExpression)
    /// `[element for target in iterable if condition]`.
    case listComprehension(PythonExpression, PythonComprehension)

    /// A place that is filled before the module is rendered.
    case hole(PythonHole)
    /// Strings and holes that become one text once the holes are filled.
    case joined([PythonExpression])
}

/// Whether a bracket may stay on one line.
package enum PythonLayout: Equatable, Sendable {
    /// On one line when it fits, else one element a line.
    case fitted
    /// Always one element a line, so that adding one changes one line.
    case expanded
}

/// An entry of a dict display.
package enum PythonDictItem: Equatable, Sendable {
    case pair(PythonExpression, PythonExpression)
    /// `**mapping`.
    case unpacked(PythonExpression)
}

/// An argument of a call. Positional unpacking is `.positional(.starred(…))`.
package enum PythonArgument: Equatable, Sendable {
    case positional(PythonExpression)
    case keyword(PythonIdentifier, PythonExpression)
    /// `**mapping`.
    case unpacked(PythonExpression)
}

/// One step of a comparison chain: the operator and what stands right of it.
package struct PythonComparison: Equatable, Sendable {
    package var symbol: PythonComparisonOperator
    package var operand: PythonExpression

    /// `symbol operand`, to the right of what is compared.
    package init(_ symbol: PythonComparisonOperator, _ operand: PythonExpression) {
        self.symbol = symbol
        self.operand = operand
    }
}

/// The `for target in iterable if condition` of a comprehension.
package struct PythonComprehension: Equatable, Sendable {
    package var target: PythonIdentifier
    package var iterable: PythonExpression
    package var condition: PythonExpression?

    /// A single loop with at most one condition.
    package init(
        _ target: PythonIdentifier, in iterable: PythonExpression, if condition: PythonExpression? = nil
    ) {
        self.target = target
        self.iterable = iterable
        self.condition = condition
    }
}

extension PythonExpression {
    /// A name from `from module import name`, which the module then imports.
    package static func imported(
        _ module: String, _ name: PythonIdentifier, as alias: PythonIdentifier? = nil
    ) -> PythonExpression {
        .reference(.member(of: module, name, as: alias))
    }

    /// A module from `import module`, which the module then imports.
    package static func importedModule(_ module: String, as alias: PythonIdentifier? = nil) -> PythonExpression {
        .reference(.module(module, as: alias))
    }
}
