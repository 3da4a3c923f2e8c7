/// Marks every group that contains a forced line break, so that it is never measured.
struct ExpansionPropagation {
    private(set) var elements: [LayoutElement]
    private var enclosing: [Enclosure] = []

    private enum Enclosure {
        case markable(index: Int)
        case fitsExpanded(index: Int, expandedBefore: Bool)
        case bestFitParentheses(expandedBefore: Bool)
        case variants
    }

    init(elements: [LayoutElement]) {
        self.elements = elements
    }

    /// Whether the range contains a forced break that its surroundings see.
    @discardableResult
    mutating func run(over range: Range<Int>) -> Bool {
        var expanded = false
        var index = range.lowerBound
        while index < range.upperBound {
            if case .skip(let end) = elements[index] {
                index = end
                continue
            }
            if visit(index, &expanded) {
                expanded = true
                markInnermost()
            }
            index += 1
        }
        return expanded
    }

    /// Whether the element forces the group around it to expand.
    private mutating func visit(_ index: Int, _ expanded: inout Bool) -> Bool {
        switch elements[index] {
        case .startGroup, .startConditionalGroup:
            enclosing.append(.markable(index: index))
        case .endGroup, .endConditionalGroup:
            guard case .markable(let start)? = enclosing.popLast() else { return false }
            return isMarked(start)
        case .startFitsExpanded:
            enclosing.append(.fitsExpanded(index: index, expandedBefore: expanded))
        case .startBestFitParentheses:
            enclosing.append(.bestFitParentheses(expandedBefore: expanded))
            expanded = false
        case .endFitsExpanded, .endBestFitParentheses:
            leaveBoundary(&expanded)
        case .bestFitting(let variants):
            enclosing.append(.variants)
            for variant in variants { run(over: variant) }
            enclosing.removeLast()
        case .block(let range):
            return run(over: range)
        case .hardLine, .expandParent, .verbatim:
            return true
        default:
            break
        }
        return false
    }

    /// What is forced inside stays inside.
    private mutating func leaveBoundary(_ expanded: inout Bool) {
        switch enclosing.popLast() {
        case .fitsExpanded(_, let before)?, .bestFitParentheses(let before)?: expanded = before
        case .markable?, .variants?, nil: preconditionFailure("layout elements do not nest")
        }
    }

    private func isMarked(_ index: Int) -> Bool {
        switch elements[index] {
        case .startGroup(_, let expands), .startConditionalGroup(_, let expands): expands
        default: false
        }
    }

    private mutating func markInnermost() {
        switch enclosing.last {
        case .markable(let index)?, .fitsExpanded(let index, _)?: mark(index)
        case .bestFitParentheses?, .variants?, nil: break
        }
    }

    private mutating func mark(_ index: Int) {
        switch elements[index] {
        case .startGroup(let id, _): elements[index] = .startGroup(id: id, expands: true)
        case .startConditionalGroup(let condition, _):
            elements[index] = .startConditionalGroup(condition, expands: true)
        case .startFitsExpanded(let condition, _, let end):
            elements[index] = .startFitsExpanded(condition, containsExpanded: true, end: end)
        default: break
        }
    }
}
