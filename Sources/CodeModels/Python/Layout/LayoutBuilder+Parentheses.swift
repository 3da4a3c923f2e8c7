/// Brackets and the breaks that depend on them.
extension LayoutBuilder {
    /// Content between brackets, indented on lines of its own when it does not fit.
    ///
    /// - Parameter hugs: The content follows the bracket at once and breaks by itself, as a text block does.
    mutating func bracketed(
        _ opening: String, _ closing: String, hugs: Bool = false, _ content: (inout LayoutBuilder) -> Void
    ) {
        let outer = surroundings
        token(opening)
        within(.brackets) { builder in
            // Breaking inside these brackets must not make the optional parentheses around them appear.
            if case .expression(let parentheses?) = outer {
                builder.fitsExpanded(LayoutCondition(mode: .flat, group: parentheses)) {
                    $0.bracketContent(hugs: hugs, content)
                }
            } else {
                builder.bracketContent(hugs: hugs, content)
            }
        }
        token(closing)
    }

    private mutating func bracketContent(hugs: Bool, _ content: (inout LayoutBuilder) -> Void) {
        guard !hugs else { return content(&self) }
        group {
            $0.indent {
                $0.softLine()
                content(&$0)
            }
            $0.softLine()
        }
    }

    /// Parentheses that appear only when the content does not fit even with its own brackets expanded.
    mutating func optionalParentheses(_ content: (inout LayoutBuilder) -> Void) {
        let id = newGroup()
        within(.expression(optionalParentheses: id)) { $0.parenthesesIfExpanded(id, content) }
    }

    /// Parentheses that appear when the content does not fit on the line.
    mutating func parenthesizedIfExpands(_ content: (inout LayoutBuilder) -> Void) {
        let id = newGroup()
        within(.brackets) { $0.parenthesesIfExpanded(id, content) }
    }

    private mutating func parenthesesIfExpanded(_ id: Int, _ content: (inout LayoutBuilder) -> Void) {
        group(id: id) {
            $0.when(.expanded) { $0.token("(") }
            $0.indentIfExpanded(group: id) {
                $0.softLine()
                content(&$0)
            }
            $0.softLine()
            $0.when(.expanded) { $0.token(")") }
        }
    }

    /// A space, or a line break where brackets allow one.
    mutating func breakOrSpace() {
        switch surroundings {
        case .statement, .expression(nil): space()
        case .brackets: softLineOrSpace()
        case .expression(let parentheses?):
            when(.expanded, group: parentheses) { $0.softLineOrSpace() }
            when(.flat, group: parentheses) { $0.space() }
        }
    }

    /// A group, where brackets allow line breaks.
    mutating func groupInBrackets(_ content: (inout LayoutBuilder) -> Void) {
        switch surroundings {
        case .statement, .expression(nil): content(&self)
        case .brackets: group(content)
        case .expression(let parentheses?):
            conditionalGroup(LayoutCondition(mode: .expanded, group: parentheses), content)
        }
    }

    /// Elements between commas, with a comma after the last one where each stands on a line of its own.
    mutating func commaSeparated(
        count: Int, layout: PythonLayout, _ element: (inout LayoutBuilder, Int) -> Void
    ) {
        for index in 0..<count {
            if index > 0 {
                token(",")
                softLineOrSpace()
            }
            element(&self, index)
        }
        if count > 1 || layout == .expanded { when(.expanded) { $0.token(",") } }
        if layout == .expanded { expandParent() }
    }
}
