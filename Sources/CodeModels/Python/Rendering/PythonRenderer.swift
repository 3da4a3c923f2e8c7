/// Renders Python modules as source text.
///
/// The text is what `ruff format` (Black's style, 88 columns) would leave as it is, and its imports what ruff's isort
/// rules would leave as they are. Equal modules give equal text.
package struct PythonRenderer {
    private var printer = LayoutPrinter()
    private var builder: LayoutBuilder

    private init(importNames: ImportNames) {
        builder = LayoutBuilder(importNames: importNames)
    }

    /// The source text of a module, ending in a newline.
    package static func render(_ module: PythonModule) -> String {
        String(decoding: renderWithImports(module).source, as: UTF8.self)
    }

    /// The source text of a module in UTF-8, and what it imports.
    package static func renderWithImports(_ module: PythonModule) -> (source: [UInt8], imports: Set<PythonImport>) {
        var renderer = rendered(module, ImportNames())
        // The lengths of names decide on the layout, so other names ask for another one.
        let names = ImportNames(of: renderer.builder.imports)
        if !names.isEmpty { renderer = rendered(module, names) }
        let body = renderer.printer.output
        let head = ModuleHead(module, imports: renderer.builder.imports)
        return (head.bytes(before: body), Set(renderer.builder.imports))
    }

    private static func rendered(_ module: PythonModule, _ names: ImportNames) -> PythonRenderer {
        var renderer = PythonRenderer(importNames: names)
        renderer.suite(module.body, indent: 0)
        return renderer
    }

    // MARK: Statements

    private mutating func suite(_ statements: [PythonStatement], indent: Int) {
        var previous: PythonStatement?
        var wantsBlank = false
        for (index, statement) in statements.enumerated() {
            if case .blankLine = statement {
                wantsBlank = previous != nil
                continue
            }
            if let previous {
                let blanks = blankLines(
                    between: previous, and: statements[index...], isGrouped: wantsBlank, indent: indent)
                for _ in 0..<blanks { printer.printLine("", indent: 0) }
            }
            self.statement(statement, indent: indent)
            previous = statement
            wantsBlank = false
        }
    }

    /// Definitions stand apart: by two lines in the module, by one inside other statements.
    private func blankLines(
        between previous: PythonStatement, and rest: ArraySlice<PythonStatement>, isGrouped: Bool, indent: Int
    ) -> Int {
        let apart = indent == 0 ? 2 : 1
        if previous.endsWithDefinition { return apart }
        let isAttachedComment = if case .comment = previous { !isGrouped } else { false }
        if PythonRenderer.leadsToDefinition(rest) {
            return isAttachedComment ? 0 : apart
        }
        return isGrouped ? 1 : 0
    }

    /// Whether a definition comes next, or the comment right before one.
    static func leadsToDefinition(_ statements: ArraySlice<PythonStatement>) -> Bool {
        for statement in statements {
            switch statement {
            case .comment, .blankLine: continue
            case .function, .class: return true
            default: return false
            }
        }
        return false
    }

    private mutating func body(_ statements: [PythonStatement], indent: Int) {
        let isEmpty = statements.allSatisfy {
            switch $0 {
            case .comment, .blankLine: true
            default: false
            }
        }
        suite(isEmpty ? statements + [.pass] : statements, indent: indent + LayoutPrinter.indentWidth)
    }

    /// The body of anything but a function, in which a definition stands apart from the header too.
    private mutating func block(_ statements: [PythonStatement], indent: Int) {
        switch statements.first(where: { $0 != .blankLine }) {
        case .function, .class: printer.printLine("", indent: 0)
        default: break
        }
        body(statements, indent: indent)
    }

    private mutating func statement(_ statement: PythonStatement, indent: Int) {
        switch statement {
        case .comment(let text):
            for line in PythonProse.comment(text, indent: indent) { printer.printLine(line, indent: indent) }
        case .blankLine:
            break
        case .expression(let expression):
            line(indent) { $0.alone(expression, isStatement: true) }
        case .assign(let target, let value):
            line(indent) {
                $0.target(target)
                $0.token(" = ")
                $0.assigned(value)
            }
        case .return(let value):
            line(indent) {
                $0.token("return")
                guard let value else { return }
                $0.space()
                $0.assigned(value)
            }
        case .raise(let error):
            line(indent) {
                $0.token("raise ")
                $0.alone(error, isStatement: false)
            }
        case .pass:
            printer.printLine("pass", indent: indent)
        case .with, .function, .class, .if, .for:
            compound(statement, indent: indent)
        }
    }

    private mutating func compound(_ statement: PythonStatement, indent: Int) {
        switch statement {
        case .with(let contexts, let body):
            precondition(!contexts.isEmpty, "a with statement needs a context manager")
            line(indent) {
                $0.token("with ")
                $0.contexts(contexts)
                $0.token(":")
            }
            block(body, indent: indent)
        case .for(let names, let iterable, let body):
            line(indent) {
                $0.token("for ")
                $0.loopNames(names)
                $0.token(" in ")
                $0.clause(iterable)
                $0.token(":")
            }
            block(body, indent: indent)
        case .if(let branches, let otherwise):
            self.branches(branches, otherwise, indent: indent)
        case .function(let function):
            self.function(function, indent: indent)
        case .class(let definition):
            self.definition(definition, indent: indent)
        default:
            break
        }
    }

    private mutating func branches(_ branches: [PythonBranch], _ otherwise: [PythonStatement], indent: Int) {
        precondition(!branches.isEmpty, "an if statement needs a condition")
        for (index, branch) in branches.enumerated() {
            line(indent) {
                $0.token(index == 0 ? "if " : "elif ")
                $0.clause(branch.condition)
                $0.token(":")
            }
            block(branch.body, indent: indent)
        }
        guard !otherwise.isEmpty else { return }
        printer.printLine("else:", indent: indent)
        block(otherwise, indent: indent)
    }

    private mutating func function(_ function: PythonFunction, indent: Int) {
        for decorator in function.decorators {
            line(indent) {
                $0.token("@")
                $0.alone(decorator, isStatement: false)
            }
        }
        line(indent) {
            $0.functionHeader(function)
            $0.token(":")
        }
        guard let docstring = function.docstring else { return body(function.body, indent: indent) }
        let inner = indent + LayoutPrinter.indentWidth
        for line in PythonProse.docstring(docstring, indent: inner) { printer.printLine(line, indent: inner) }
        suite(function.body, indent: inner)
    }

    private mutating func definition(_ definition: PythonClass, indent: Int) {
        line(indent) {
            $0.token("class \(definition.name)")
            $0.bases(definition.bases)
            $0.token(":")
        }
        guard let docstring = definition.docstring else { return body(definition.body, indent: indent) }
        let inner = indent + LayoutPrinter.indentWidth
        for line in PythonProse.docstring(docstring, indent: inner) { printer.printLine(line, indent: inner) }
        if definition.body.contains(where: { $0 != .blankLine }) { printer.printLine("", indent: 0) }
        suite(definition.body, indent: inner)
    }

    private mutating func line(_ indent: Int, _ content: (inout LayoutBuilder) -> Void) {
        builder.reset(indentation: indent)
        content(&builder)
        builder.finish()
        printer.print(builder, indent: indent)
    }
}

extension PythonStatement {
    /// Whether the last line belongs to a definition.
    var endsWithDefinition: Bool {
        switch self {
        case .function, .class: true
        case .with(_, let body), .for(_, _, let body): PythonStatement.endWithDefinition(body)
        case .if(let branches, let otherwise):
            PythonStatement.endWithDefinition(otherwise.isEmpty ? branches.last?.body ?? [] : otherwise)
        default: false
        }
    }

    private static func endWithDefinition(_ statements: [PythonStatement]) -> Bool {
        let last = statements.last {
            switch $0 {
            case .comment, .blankLine: false
            default: true
            }
        }
        return last?.endsWithDefinition ?? false
    }
}
