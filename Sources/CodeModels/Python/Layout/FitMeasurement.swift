/// Finds out whether what is to be printed next fits on the line.
///
/// It follows the printer's queue without printing, from the printer's own position to the first line break that is
/// certain, or over all lines where the frame asks for it.
struct FitMeasurement {
    private enum Verdict {
        case fits
        case overflows
        case undecided
    }

    private var frames: [LayoutFrame] = []
    private var queue = LayoutQueue()
    private var column = 0
    private var pendingIndent = 0

    init() {}

    mutating func fits(_ printer: inout LayoutPrinter) -> Bool {
        frames.removeAll(keepingCapacity: true)
        frames.append(contentsOf: printer.frames)
        queue.copy(printer.queue)
        column = printer.column
        pendingIndent = printer.pendingIndent ?? 0
        while let index = queue.pop() {
            switch measure(index, &printer) {
            case .fits: return true
            case .overflows: return false
            case .undecided: continue
            }
        }
        return true
    }

    private var frame: LayoutFrame { frames[frames.count - 1] }

    private mutating func measure(_ index: Int, _ printer: inout LayoutPrinter) -> Verdict {
        switch printer.elements[index] {
        case .text(_, let width): return advance(width)
        case .space: return advance(1)
        case .verbatim(let text): return measureVerbatim(text)
        case .splitString(let string): return measureSplitString(string)
        case .softLine: return frame.mode == .flat ? .undecided : breakLine()
        case .softLineOrSpace: return frame.mode == .flat ? advance(1) : breakLine()
        case .hardLine: return frame.mode == .flat ? .fits : breakLine()
        case .expandParent: break
        case .skip(let end): queue.skip(to: end)
        case .block(let range): queue.push(range)
        default: return measureStructure(printer.elements[index], &printer)
        }
        return .undecided
    }

    private mutating func measureStructure(_ element: LayoutElement, _ printer: inout LayoutPrinter) -> Verdict {
        switch element {
        case .startGroup(let id, let expands):
            let mode = expands ? .expanded : frame.mode
            if let id { printer.groupModes[id] = mode }
            frames.append(frame.with(mode: mode))
        case .startConditionalGroup(let condition, let expands):
            frames.append(expands && holds(condition, printer) ? frame.with(mode: .expanded) : frame)
        case .startIndent:
            frames.append(frame.indented())
        case .startIndentIfExpanded(let group):
            frames.append(printer.groupModes[group] == .expanded ? frame.indented() : frame)
        case .startConditional(let condition, let end):
            holds(condition, printer) ? frames.append(frame) : queue.skip(to: end + 1)
        case .startFitsExpanded(let condition, let containsExpanded, let end):
            return startFitsExpanded(condition, containsExpanded, until: end, printer)
        case .startBestFitParentheses(let group):
            printer.groupModes[group] = frame.mode
            frames.append(frame)
        case .endBestFitParentheses:
            return endBestFitParentheses()
        case .bestFitting(let variants):
            let variant = frame.mode == .flat ? variants[0] : variants[variants.count - 1]
            queue.push(variant)
            frames.append(frame.mode == .flat ? frame.with(measure: .firstLine) : frame)
        default:
            frames.removeLast()
        }
        return .undecided
    }

    private func holds(_ condition: LayoutCondition, _ printer: LayoutPrinter) -> Bool {
        condition.mode == (condition.group.map { printer.groupModes[$0] } ?? frame.mode)
    }

    private mutating func startFitsExpanded(
        _ condition: LayoutCondition?, _ containsExpanded: Bool, until end: Int, _ printer: LayoutPrinter
    ) -> Verdict {
        guard frame.mode == .flat else {
            frames.append(frame)
            return .undecided
        }
        guard condition.map({ holds($0, printer) }) ?? true else {
            if containsExpanded { return .overflows }
            frames.append(frame)
            return .undecided
        }
        if printer.breaksLine(before: end) {
            // Lines may overflow there, so that nothing of them decides, and what follows begins a new one.
            queue.skip(to: end + 1)
            column = 0
            pendingIndent = frame.indent
        } else {
            frames.append(frame.with(mode: .expanded).with(measure: .allLinesAllowingOverflow))
        }
        return .undecided
    }

    /// Closes the parentheses that the printer tries out: the indent that it inserted is the innermost frame.
    private mutating func endBestFitParentheses() -> Verdict {
        guard frame.mode == .expanded, frames.count >= 2, frame.indent > frames[frames.count - 2].indent else {
            frames.removeLast()
            return .undecided
        }
        frames.removeLast()
        let outer = frames.removeLast()
        column = 0
        pendingIndent = outer.indent
        return advance(1)
    }

    // MARK: Characters

    private mutating func advance(_ width: Int) -> Verdict {
        column += pendingIndent + width
        pendingIndent = 0
        return overflows ? .overflows : .undecided
    }

    private var overflows: Bool {
        column > LayoutPrinter.lineWidth && frame.measure != .allLinesAllowingOverflow
    }

    private mutating func breakLine() -> Verdict {
        guard frame.measure != .firstLine else { return .fits }
        column = 0
        pendingIndent = frame.indent
        return .undecided
    }

    private mutating func measureVerbatim(_ text: String) -> Verdict {
        column += pendingIndent
        pendingIndent = 0
        if frame.measure == .firstLine {
            column += TextWidth.ofFirstLine(text)
            return overflows ? .overflows : .fits
        }
        column = TextWidth.ofLastLine(text)
        return overflows ? .overflows : .undecided
    }

    private mutating func measureSplitString(_ string: CuttableString) -> Verdict {
        guard frame.measure != .firstLine else { return .fits }
        // A line break always follows.
        column = LayoutPrinter.lineWidth
        pendingIndent = 0
        if frame.measure == .allLinesAllowingOverflow { return .undecided }
        return string.fits(LayoutPrinter.lineWidth - frame.indent) ? .undecided : .overflows
    }
}
