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
        /// The time that identifies the run, ISO 8601 in UTC.
        case logicalDate
        /// The run's own id.
        case runID
        /// The item of a mapped task, or what it holds under a key.
        case item(key: String?)
        /// A parameter of the run.
        case param(String)
        /// What a task of the same pipeline has left as its result, by the task's path.
        case result(task: String)
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

    /// Puts other names for the tasks whose results it holds, such as paths for what the author wrote.
    package mutating func renameTasks(_ name: (String) -> String) {
        for case (let index, .result(let task)) in zip(parts.indices, parts) {
            parts[index] = .result(task: name(task))
        }
    }

    /// The variables that it names, in order, each once.
    package var variables: [String] {
        var names: [String] = []
        for case .variable(let name) in parts where !names.contains(name) { names.append(name) }
        return names
    }

    /// The text, when nothing of it depends on the run.
    package var known: String? {
        var text = ""
        for part in parts {
            guard case .literal(let literal) = part else { return nil }
            text += literal
        }
        return text
    }

    /// Whether it holds the item of a mapped task.
    package var holdsItem: Bool {
        parts.contains { part in
            if case .item = part { true } else { false }
        }
    }
}
