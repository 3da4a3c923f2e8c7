/// Whether a group is printed on one line or with its line breaks.
enum LayoutMode {
    case flat
    case expanded
}

/// The condition "group `group` is printed in `mode`"; without a group, the innermost one is meant.
struct LayoutCondition {
    let mode: LayoutMode
    let group: Int?
}

/// One element of a layout document: text, possible line breaks, and the brackets around them.
///
/// A document is an array. Structure is written as start and end elements, as in a token stream, which keeps printing
/// linear. The set of elements is that of the ruff formatter's intermediate language, which this model reproduces so
/// that its decisions come out the same.
enum LayoutElement {
    /// Text without a newline, and its width in columns.
    case text(String, width: Int)
    /// Text with newlines, printed as it is. Every group around it expands.
    case verbatim(String)
    /// A string that is cut into literals, one a line, to the space that is left where it is printed.
    case splitString(CuttableString)
    case space
    /// Nothing, or a line break when the group is expanded.
    case softLine
    /// A space, or a line break when the group is expanded.
    case softLineOrSpace
    case hardLine
    /// Expands the groups around it.
    case expandParent

    case startGroup(id: Int?, expands: Bool)
    case endGroup
    /// A group only when the condition holds.
    case startConditionalGroup(LayoutCondition, expands: Bool)
    case endConditionalGroup
    case startIndent
    case endIndent
    case startIndentIfExpanded(group: Int)
    case endIndentIfExpanded
    /// Content that is only there when the condition holds; `end` is the index of its end element.
    case startConditional(LayoutCondition, end: Int)
    case endConditional
    /// Content that is measured expanded although the group around it is measured flat; `end` is the index of its end
    /// element.
    case startFitsExpanded(LayoutCondition?, containsExpanded: Bool, end: Int)
    case endFitsExpanded
    /// Content that gets parentheses only if they make it fit.
    case startBestFitParentheses(group: Int)
    case endBestFitParentheses
    /// The first variant that fits, else the last one. Variants are ranges of the same document.
    case bestFitting([Range<Int>])
    case endVariant
    /// Another part of the document, printed here.
    case block(Range<Int>)
    /// The elements up to `end` are only reached through `block` and `bestFitting`.
    case skip(to: Int)
}
