/// An expression of JSONata, as Step Functions evaluates it: https://docs.jsonata.org/overview.html
///
/// Only what a machine needs. There are none of the names `$` and `$$`, which Step Functions does not have.
package indirect enum JSONataExpression: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    /// A number with a fraction.
    case number(Double)
    case string(String)
    /// `$name`, which may be a variable of the machine or one of a block.
    case variable(String)
    /// `base.name`
    case field(JSONataExpression, String)
    /// A field of what the expression around it looks at: `base.(name)`.
    case own(String)
    /// `base.(inner)`
    case inside(JSONataExpression, JSONataExpression)
    /// `base[condition]`, or `base[0]`.
    case filter(JSONataExpression, JSONataExpression)
    /// `$name(arguments)`
    case call(String, [JSONataExpression])
    /// `function($parameters) {result}`
    case function([String], JSONataExpression)
    case array([JSONataExpression])
    case object([Entry])
    case operation(JSONataExpression, JSONataOperator, JSONataExpression)
    /// `condition ? then : otherwise`
    case condition(JSONataExpression, then: JSONataExpression, otherwise: JSONataExpression)
    /// `($name := value; …; result)`
    case block([Binding], JSONataExpression)

    package struct Entry: Hashable, Sendable {
        package let key: String
        package let value: JSONataExpression

        package init(_ key: String, _ value: JSONataExpression) {
            self.key = key
            self.value = value
        }
    }

    package struct Binding: Hashable, Sendable {
        package let name: String
        package let value: JSONataExpression

        package init(_ name: String, _ value: JSONataExpression) {
            self.name = name
            self.value = value
        }
    }
}

/// An operator between two values: https://docs.jsonata.org/comparison-operators
package enum JSONataOperator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case join = "&"
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case isIn = "in"
    case and
    case or

    /// How tightly it binds. Source: `operators` in jsonata's `parser.js`.
    var strength: Int {
        switch self {
        case .multiply, .divide, .modulo: 60
        case .add, .subtract, .join: 50
        case .equal, .unequal, .less, .atMost, .greater, .atLeast, .isIn: 40
        case .and: 30
        case .or: 25
        }
    }
}

extension JSONataExpression {
    /// Joins two or more; one alone is itself.
    ///
    /// - Parameter expressions: at least one.
    package static func joined(_ expressions: [JSONataExpression], by joiner: JSONataOperator) -> JSONataExpression {
        guard let first = expressions.first else { preconditionFailure("there is nothing to join") }
        return expressions.dropFirst().reduce(first) { .operation($0, joiner, $1) }
    }

    package static func not(_ expression: JSONataExpression) -> JSONataExpression { .call("not", [expression]) }

    /// The later ones win.
    package static func merged(_ objects: [JSONataExpression]) -> JSONataExpression {
        .call("merge", [.array(objects)])
    }
}
