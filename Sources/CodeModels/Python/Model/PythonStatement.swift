/// A Python statement as a value.
package indirect enum PythonStatement: Equatable, Sendable {
    /// Whole-line comments: one a line of the text, wrapped at the line length.
    case comment(String)
    /// An empty line that groups what follows. Several in a row count as one.
    case blankLine
    case expression(PythonExpression)
    case assign(PythonTarget, PythonExpression)
    case with([PythonContext], body: [PythonStatement])
    case function(PythonFunction)
    case `class`(PythonClass)
    case `return`(PythonExpression?)
    case raise(PythonExpression)
    /// `if`, then each `elif`, then `else` when it has statements.
    case `if`([PythonBranch], otherwise: [PythonStatement] = [])
    /// A loop that binds one name, or several to the parts of each element.
    case `for`([PythonIdentifier], in: PythonExpression, body: [PythonStatement])
    case pass
}

/// What an assignment binds.
package enum PythonTarget: Equatable, Sendable {
    case name(PythonIdentifier)
    case attribute(PythonExpression, PythonIdentifier)
}

/// A context manager of a `with` statement: `context as name`.
package struct PythonContext: Equatable, Sendable {
    package var expression: PythonExpression
    package var name: PythonIdentifier?

    /// `expression as name`, or just `expression`.
    package init(_ expression: PythonExpression, as name: PythonIdentifier? = nil) {
        self.expression = expression
        self.name = name
    }
}

/// A condition and what runs when it holds.
package struct PythonBranch: Equatable, Sendable {
    package var condition: PythonExpression
    package var body: [PythonStatement]

    /// `if condition: body`.
    package init(_ condition: PythonExpression, _ body: [PythonStatement]) {
        self.condition = condition
        self.body = body
    }
}

/// A function definition.
package struct PythonFunction: Equatable, Sendable {
    package var name: PythonIdentifier
    package var decorators: [PythonExpression]
    package var parameters: [PythonParameter]
    package var returns: PythonExpression?
    /// Prose for the reader; spacing at line ends and around it is not kept.
    package var docstring: String?
    package var body: [PythonStatement]

    /// An empty body is written as `pass` when there is no docstring either.
    package init(
        _ name: PythonIdentifier, decorators: [PythonExpression] = [], parameters: [PythonParameter] = [],
        returns: PythonExpression? = nil, docstring: String? = nil, body: [PythonStatement]
    ) {
        self.name = name
        self.decorators = decorators
        self.parameters = parameters
        self.returns = returns
        self.docstring = docstring
        self.body = body
    }
}

/// A class definition.
package struct PythonClass: Equatable, Sendable {
    package var name: PythonIdentifier
    package var bases: [PythonExpression]
    /// Prose for the reader; spacing at line ends and around it is not kept.
    package var docstring: String?
    package var body: [PythonStatement]

    /// An empty body is written as `pass` when there is no docstring either.
    package init(
        _ name: PythonIdentifier, bases: [PythonExpression] = [], docstring: String? = nil, body: [PythonStatement]
    ) {
        self.name = name
        self.bases = bases
        self.docstring = docstring
        self.body = body
    }
}

/// A parameter of a function definition.
package struct PythonParameter: Equatable, Sendable {
    /// How the parameter takes arguments.
    package enum Kind: Equatable, Sendable {
        case named
        /// `*args`.
        case positionals
        /// `**kwargs`.
        case keywords
        /// A bare `*`: what follows is passed by keyword only. Its name is not written.
        case keywordOnlyMarker
    }

    package var kind: Kind
    package var name: PythonIdentifier
    package var annotation: PythonExpression?
    package var defaultValue: PythonExpression?

    /// `name: annotation = defaultValue`.
    package init(
        _ name: PythonIdentifier, kind: Kind = .named, annotation: PythonExpression? = nil,
        default defaultValue: PythonExpression? = nil
    ) {
        self.kind = kind
        self.name = name
        self.annotation = annotation
        self.defaultValue = defaultValue
    }

    /// The bare `*` before keyword-only parameters.
    package static let keywordOnly = PythonParameter("_", kind: .keywordOnlyMarker)
}
