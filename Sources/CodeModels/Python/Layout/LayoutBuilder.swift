/// Builds a layout document for one statement.
struct LayoutBuilder {
    /// What surrounds the expression that is being laid out.
    enum Surroundings {
        case statement
        /// Inside an expression; with a group when that group adds parentheses on expanding.
        case expression(optionalParentheses: Int?)
        /// Inside brackets, where lines may break.
        case brackets

        var mayBreak: Bool {
            switch self {
            case .statement, .expression(nil): false
            case .expression, .brackets: true
            }
        }
    }

    /// The first elements of every document, for the printer to insert parentheses where it decides to.
    static let openingParenthesis = 0..<3
    static let closingParenthesis = 3..<5
    private static let preamble = 0..<5

    private(set) var elements: [LayoutElement] = [
        .text("(", width: 1), .startIndent, .hardLine, .hardLine, .text(")", width: 1),
    ]
    private(set) var groupCount = 0
    private(set) var imports: Set<PythonImport> = []
    private let importNames: ImportNames
    var surroundings = Surroundings.statement
    /// Columns before the statement.
    private(set) var indentation = 0
    private var mayExpand = false

    init(importNames: ImportNames = ImportNames()) {
        self.importNames = importNames
    }

    /// Forgets the document, keeping the imports and the memory.
    mutating func reset(indentation: Int) {
        self.indentation = indentation
        elements.removeSubrange(LayoutBuilder.preamble.upperBound...)
        groupCount = 0
        surroundings = .statement
        mayExpand = false
    }

    /// Marks the groups that must expand because of what they contain.
    mutating func finish() {
        guard mayExpand else { return }
        let document = LayoutBuilder.preamble.upperBound..<elements.count
        var propagation = ExpansionPropagation(elements: elements)
        // With one owner they are marked in place.
        elements = []
        propagation.run(over: document)
        elements = propagation.elements
    }

    /// Imports what an expression refers to, and gives it as the module imports it.
    mutating func use(_ reference: PythonImport) -> PythonImport {
        let item = importNames[reference]
        imports.insert(item)
        return item
    }

    mutating func newGroup() -> Int {
        defer { groupCount += 1 }
        return groupCount
    }

    // MARK: Text and lines

    /// Text that is ASCII, so that its width is its length.
    mutating func token(_ text: String) {
        elements.append(.text(text, width: text.utf8.count))
    }

    mutating func text(_ text: String, width: Int) {
        elements.append(.text(text, width: width))
    }

    mutating func verbatim(_ text: String) {
        mayExpand = true
        elements.append(.verbatim(text))
    }

    mutating func splitString(_ string: CuttableString) { elements.append(.splitString(string)) }
    mutating func space() { elements.append(.space) }
    mutating func softLine() { elements.append(.softLine) }
    mutating func softLineOrSpace() { elements.append(.softLineOrSpace) }

    mutating func hardLine() {
        mayExpand = true
        elements.append(.hardLine)
    }

    mutating func expandParent() {
        mayExpand = true
        elements.append(.expandParent)
    }

    // MARK: Structure

    mutating func group(id: Int? = nil, expands: Bool = false, _ content: (inout LayoutBuilder) -> Void) {
        elements.append(.startGroup(id: id, expands: expands))
        if expands { mayExpand = true }
        content(&self)
        elements.append(.endGroup)
    }

    mutating func conditionalGroup(_ condition: LayoutCondition, _ content: (inout LayoutBuilder) -> Void) {
        elements.append(.startConditionalGroup(condition, expands: false))
        content(&self)
        elements.append(.endConditionalGroup)
    }

    mutating func indent(_ content: (inout LayoutBuilder) -> Void) {
        elements.append(.startIndent)
        content(&self)
        elements.append(.endIndent)
    }

    mutating func indentIfExpanded(group: Int, _ content: (inout LayoutBuilder) -> Void) {
        elements.append(.startIndentIfExpanded(group: group))
        content(&self)
        elements.append(.endIndentIfExpanded)
    }

    /// Content for when the innermost group, or `group`, is printed in `mode`.
    mutating func when(_ mode: LayoutMode, group: Int? = nil, _ content: (inout LayoutBuilder) -> Void) {
        let start = elements.count
        let condition = LayoutCondition(mode: mode, group: group)
        elements.append(.startConditional(condition, end: 0))
        content(&self)
        elements[start] = .startConditional(condition, end: elements.count)
        elements.append(.endConditional)
    }

    mutating func fitsExpanded(_ condition: LayoutCondition?, _ content: (inout LayoutBuilder) -> Void) {
        let start = elements.count
        elements.append(.startFitsExpanded(condition, containsExpanded: false, end: 0))
        content(&self)
        elements[start] = .startFitsExpanded(condition, containsExpanded: false, end: elements.count)
        elements.append(.endFitsExpanded)
    }

    mutating func bestFitParentheses(_ content: (inout LayoutBuilder) -> Void) {
        let group = newGroup()
        within(.expression(optionalParentheses: group)) {
            $0.elements.append(.startBestFitParentheses(group: group))
            content(&$0)
            $0.elements.append(.endBestFitParentheses)
        }
    }

    /// The first of: the content, the content expanded, the content expanded inside parentheses.
    mutating func bestFittingBody(_ content: (inout LayoutBuilder) -> Void) {
        let start = elements.count
        elements.append(.skip(to: 0))
        content(&self)
        let body = start + 1..<elements.count
        let mustExpand = breaksLine(body)
        let flat = variant { $0.elements.append(.block(body)) }
        let expanded = variant { $0.group(expands: true) { $0.elements.append(.block(body)) } }
        let parenthesized = variant {
            $0.token("(")
            $0.indent {
                $0.hardLine()
                $0.elements.append(.block(body))
            }
            $0.hardLine()
            $0.token(")")
        }
        elements[start] = .skip(to: elements.count)
        if mustExpand { expandParent() }
        elements.append(.bestFitting([flat, expanded, parenthesized]))
    }

    private mutating func variant(_ content: (inout LayoutBuilder) -> Void) -> Range<Int> {
        let start = elements.count
        content(&self)
        elements.append(.endVariant)
        return start..<elements.count
    }

    /// Whether the elements break the line even where groups inside brackets need not.
    private func breaksLine(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        var boundaries = 0
        while index < range.upperBound {
            defer { index += 1 }
            switch elements[index] {
            case .startFitsExpanded: boundaries += 1
            case .endFitsExpanded: boundaries -= 1
            case .hardLine, .expandParent, .verbatim:
                if boundaries == 0 { return true }
            case .bestFitting(let variants):
                if boundaries == 0 && breaksLine(variants[0]) { return true }
            case .block(let block):
                if boundaries == 0 && breaksLine(block) { return true }
            case .skip(let end): index = end - 1
            default: break
            }
        }
        return false
    }

    mutating func within(_ inner: Surroundings, _ content: (inout LayoutBuilder) -> Void) {
        let outer = surroundings
        surroundings = inner
        content(&self)
        surroundings = outer
    }
}
