/// How the elements that are being printed are to be printed.
struct LayoutFrame {
    /// How far a fit is measured.
    enum Measure {
        /// To the first line break.
        case firstLine
        /// Over all lines, each of which must fit.
        case allLines
        /// Over all lines; text may overflow.
        case allLinesAllowingOverflow
    }

    var indent: Int
    var mode: LayoutMode
    var measure = Measure.firstLine

    func with(mode: LayoutMode) -> LayoutFrame {
        var frame = self
        frame.mode = mode
        return frame
    }

    func with(measure: Measure) -> LayoutFrame {
        var frame = self
        frame.measure = measure
        return frame
    }

    func indented() -> LayoutFrame {
        var frame = self
        frame.indent += LayoutPrinter.indentWidth
        return frame
    }
}

/// The elements still to print: ranges of the document, innermost last.
struct LayoutQueue {
    private(set) var ranges: [(next: Int, end: Int)] = []

    mutating func pop() -> Int? {
        while let last = ranges.last {
            if last.next < last.end {
                ranges[ranges.count - 1].next += 1
                return last.next
            }
            ranges.removeLast()
        }
        return nil
    }

    mutating func push(_ range: Range<Int>) { ranges.append((range.lowerBound, range.upperBound)) }
    mutating func removeLast() { ranges.removeLast() }

    mutating func skip(to index: Int) {
        ranges[ranges.count - 1].next = index
    }

    mutating func copy(_ other: LayoutQueue) {
        ranges.removeAll(keepingCapacity: true)
        ranges.append(contentsOf: other.ranges)
    }
}

/// Prints layout documents, choosing for each group whether it goes on one line.
struct LayoutPrinter {
    static let indentWidth = 4
    /// Columns; Black's and ruff's default.
    static let lineWidth = 88

    private(set) var output: [UInt8] = []
    var elements: [LayoutElement] = []
    var groupModes: [LayoutMode] = []
    var column = 0
    /// Indentation to print before the next text of the line; `nil` once it is printed.
    var pendingIndent: Int?
    /// Whether an enclosing group was measured and what is left of it on this line fits.
    private var enclosingGroupFits = false
    var frames: [LayoutFrame] = []
    var queue = LayoutQueue()
    /// Kept between measurements for its memory.
    var measurement = FitMeasurement()

    /// Prints a document on lines of its own.
    mutating func print(_ builder: LayoutBuilder, indent: Int) {
        elements = builder.elements
        groupModes.removeAll(keepingCapacity: true)
        groupModes.append(contentsOf: repeatElement(.flat, count: builder.groupCount))
        frames.removeAll(keepingCapacity: true)
        frames.append(LayoutFrame(indent: indent, mode: .expanded))
        queue = LayoutQueue()
        queue.push(LayoutBuilder.closingParenthesis.upperBound..<elements.count)
        enclosingGroupFits = false
        column = 0
        pendingIndent = indent
        while let index = queue.pop() { printElement(index) }
        output.append(UInt8(ascii: "\n"))
        // The builder is to reuse the memory, not to copy it.
        elements = []
    }

    /// Appends whole lines that need no layout.
    mutating func printLine(_ line: String, indent: Int) {
        if !line.isEmpty {
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
            output.append(line)
        }
        output.append(UInt8(ascii: "\n"))
    }

    var frame: LayoutFrame { frames[frames.count - 1] }

    /// Whether a group of which the last element is a line break ends right before an element.
    func breaksLine(before end: Int) -> Bool {
        if case .endGroup = elements[end - 1], case .softLine = elements[end - 2] { true } else { false }
    }

    private mutating func printElement(_ index: Int) {
        switch elements[index] {
        case .text(let text, let width): printText(text, width: width)
        case .space: printText(" ", width: 1)
        case .verbatim(let text): printVerbatim(text)
        case .splitString(let string): printSplitString(string)
        case .softLine: if frame.mode == .expanded { breakLine() }
        case .softLineOrSpace: frame.mode == .expanded ? breakLine() : printText(" ", width: 1)
        case .hardLine: breakLine()
        case .expandParent: break
        case .skip(let end): queue.skip(to: end)
        case .block(let range): queue.push(range)
        default: printStructure(index)
        }
    }

    private mutating func printStructure(_ index: Int) {
        switch elements[index] {
        case .startGroup(let id, let expands):
            let mode = expands ? .expanded : measuredMode(group: id)
            if let id { groupModes[id] = mode }
            frames.append(frame.with(mode: mode))
        case .startConditionalGroup(let condition, let expands):
            guard holds(condition) else { return frames.append(frame) }
            frames.append(frame.with(mode: expands ? .expanded : measuredMode(group: nil)))
        case .startIndent:
            frames.append(frame.indented())
        case .startIndentIfExpanded(let group):
            frames.append(groupModes[group] == .expanded ? frame.indented() : frame)
        case .startConditional(let condition, let end):
            holds(condition) ? frames.append(frame) : queue.skip(to: end + 1)
        case .startFitsExpanded(let condition, _, _):
            // What is inside was measured expanded; now each group in it has to be measured by itself.
            if condition.map(holds) ?? true { enclosingGroupFits = false }
            frames.append(frame)
        case .startBestFitParentheses(let group):
            startBestFitParentheses(group)
        case .endBestFitParentheses:
            endBestFitParentheses()
        case .bestFitting(let variants):
            printBestFitting(variants)
        default:
            frames.removeLast()
        }
    }

    private func holds(_ condition: LayoutCondition) -> Bool {
        condition.mode == (condition.group.map { groupModes[$0] } ?? frame.mode)
    }

    private mutating func measuredMode(group: Int?) -> LayoutMode {
        if frame.mode == .flat && enclosingGroupFits { return .flat }
        enclosingGroupFits = true
        if let group { groupModes[group] = .flat }
        return fits(frame.with(mode: .flat)) ? .flat : .expanded
    }

    private mutating func fits(_ frame: LayoutFrame) -> Bool {
        frames.append(frame)
        defer { frames.removeLast() }
        var measurement = FitMeasurement()
        swap(&measurement, &self.measurement)
        defer { swap(&measurement, &self.measurement) }
        return measurement.fits(&self)
    }

    // MARK: Choices

    private mutating func startBestFitParentheses(_ group: Int) {
        let outer = frame
        var mode = measuredMode(group: group)
        if mode == .expanded {
            groupModes[group] = .expanded
            queue.push(LayoutBuilder.openingParenthesis)
            mode = fits(outer.with(measure: .allLines)) ? .expanded : .flat
            queue.removeLast()
        }
        groupModes[group] = mode
        if mode == .expanded { queue.push(LayoutBuilder.openingParenthesis) }
        frames.append(outer.with(mode: mode))
    }

    private mutating func endBestFitParentheses() {
        if frame.mode == .expanded {
            frames.removeLast()
            queue.push(LayoutBuilder.closingParenthesis)
        }
        frames.removeLast()
    }

    private mutating func printBestFitting(_ variants: [Range<Int>]) {
        let outer = frame
        if outer.mode == .flat && enclosingGroupFits {
            queue.push(variants[0])
            return frames.append(outer)
        }
        enclosingGroupFits = true
        for variant in variants.dropLast() {
            queue.push(variant)
            if fits(outer.with(mode: .flat).with(measure: .firstLine)) {
                return frames.append(outer.with(mode: .flat))
            }
            queue.removeLast()
        }
        queue.push(variants[variants.count - 1])
        frames.append(outer.with(mode: .expanded))
    }

    // MARK: Characters

    private mutating func printText(_ text: String, width: Int) {
        printPendingIndent()
        output.append(text)
        column += width
    }

    private mutating func printPendingIndent() {
        guard let indent = pendingIndent else { return }
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        column += indent
        pendingIndent = nil
    }

    private mutating func printVerbatim(_ text: String) {
        printPendingIndent()
        output.append(text)
        column = TextWidth.ofLastLine(text)
        enclosingGroupFits = false
    }

    private mutating func breakLine() {
        if pendingIndent == nil { output.append(UInt8(ascii: "\n")) }
        column = 0
        enclosingGroupFits = false
        pendingIndent = frame.indent
    }

    private mutating func printSplitString(_ string: CuttableString) {
        let pieces = string.literals(fitting: LayoutPrinter.lineWidth - frame.indent)
        for (index, piece) in pieces.enumerated() {
            if index > 0 { breakLine() }
            printText(piece, width: 0)
        }
        column = LayoutPrinter.lineWidth
    }
}
