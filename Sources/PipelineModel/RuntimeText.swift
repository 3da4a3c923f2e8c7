/// Text of which parts are known only when a task runs.
///
/// Backends render the parts in their own notation, so that nobody writes a template by hand.
package struct RuntimeText: Hashable, Sendable, Codable {
    package enum Part: Hashable, Sendable, Codable {
        case literal(String)
        /// A variable that the environment declares.
        case variable(String)
        /// The first instant of the data window, ISO 8601 in UTC.
        case intervalStart
        /// The first instant after the data window, ISO 8601 in UTC.
        case intervalEnd
    }

    package var parts: [Part]

    package init(_ parts: [Part]) {
        self.parts = parts
    }

    package init(_ literal: String) {
        self.parts = [.literal(literal)]
    }

    package static func + (left: RuntimeText, right: RuntimeText) -> RuntimeText {
        RuntimeText(left.parts + right.parts)
    }

    package static func + (left: RuntimeText, right: String) -> RuntimeText { left + RuntimeText(right) }

    /// The variables that it names, in order, each once.
    package var variables: [String] {
        var names: [String] = []
        for case .variable(let name) in parts where !names.contains(name) { names.append(name) }
        return names
    }
}
