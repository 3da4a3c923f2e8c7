/// Text of which parts are known only when a task runs.
///
/// Backends render the parts in their own notation, so that nobody writes a template by hand.
package struct RuntimeText: Hashable, Sendable, Codable {
    package enum Part: Hashable, Sendable, Codable {
        case literal(String)
        /// A variable that the environment declares.
        case variable(String)
        /// A time of the run.
        case time(TimeModel)
        /// The run's own id.
        case runID
        /// The item of a mapped task, or what it holds under a key.
        case item(key: String?)
        /// A parameter of the run.
        case param(String)
        /// What a task of the same pipeline has left as its result, by the task's path.
        case result(task: String)
    }

    /// A time of the run, as text.
    package struct TimeModel: Hashable, Sendable, Codable {
        package enum Moment: String, Hashable, Sendable, Codable {
            /// The first instant of the data window.
            case windowStart
            /// The first instant after the data window.
            case windowEnd
            /// The time that identifies the run.
            case logicalDate
        }

        package var moment: Moment
        /// In the directives of C's `strftime`; nil for ISO 8601.
        package var format: String?
        /// The time zone in which it is written; nil for UTC.
        package var zone: String?
        /// Whether a run that has no window takes that of the runs whose updates of datasets have started it.
        package var fallsBackToUpdates: Bool?

        package init(_ moment: Moment, format: String? = nil, zone: String? = nil) {
            self.moment = moment
            self.format = format
            self.zone = zone
        }
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

    /// Takes the window of the runs that wrote the datasets, where the run has none of its own.
    package mutating func fallBackToUpdates() {
        for case (let index, .time(var time)) in zip(parts.indices, parts) where time.moment != .logicalDate {
            time.fallsBackToUpdates = true
            parts[index] = .time(time)
        }
    }

    /// The variables that it names, in order, each once.
    package var variables: [String] {
        var names: [String] = []
        for case .variable(let name) in parts where !names.contains(name) { names.append(name) }
        return names
    }

    /// Whether it holds the item of a mapped task.
    package var holdsItem: Bool {
        parts.contains { part in
            if case .item = part { true } else { false }
        }
    }
}

extension RuntimeText.Part {
    /// The first instant of the data window, ISO 8601 in UTC.
    package static var intervalStart: Self { .time(RuntimeText.TimeModel(.windowStart)) }

    /// The first instant after the data window, ISO 8601 in UTC.
    package static var intervalEnd: Self { .time(RuntimeText.TimeModel(.windowEnd)) }

    /// The time that identifies the run, ISO 8601 in UTC.
    package static var logicalDate: Self { .time(RuntimeText.TimeModel(.logicalDate)) }
}
