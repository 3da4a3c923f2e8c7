/// Text of which parts are known only when a task runs.
///
/// Backends render the parts in their own notation, so that nobody writes a template by hand.
package struct RuntimeText: Hashable, Sendable, Codable {
    package indirect enum Part: Hashable, Sendable, Codable {
        case literal(String)
        /// A variable that the environment declares.
        case variable(String)
        /// The first instant of the data window, ISO 8601 in UTC.
        case intervalStart
        /// The first instant after the data window, ISO 8601 in UTC.
        case intervalEnd
        /// The time that identifies the run, ISO 8601 in UTC.
        case logicalDate
        /// A time of the run in another form, or from another place.
        case time(TimeModel)
        /// The run's own id.
        case runID
        /// The item of a mapped task, or a part of it.
        case item(key: ItemField?)
        /// A parameter of the run.
        case param(String)
        /// What a task of the same pipeline has left as its result; of a task with several instances, what those that are
        /// meant have left.
        case result(task: TaskReference, of: TaskInstances? = nil)
        /// A part of what a person has answered, of the result of the task that has asked.
        case answer(Part, Answer)
        /// The key of the partition that the run is about.
        case partitionKey
        /// What a function of the author's gives, by its name in templates.
        case macro(String, [RuntimeText])
        /// What a function of the author's makes of a value, by its name in templates.
        case filtered(Part, by: String, [RuntimeText])
        /// An expression in the target's own notation, which nothing but the target reads.
        case expression(String)

        fileprivate var isComposed: Bool {
            switch self {
            case .macro, .filtered, .answer: true
            case .literal, .variable, .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .item, .param, .result,
                .partitionKey, .expression:
                false
            }
        }

        /// It and the parts that it is made of.
        fileprivate var all: [Part] {
            switch self {
            case .macro(_, let arguments): [self] + arguments.flatMap(\.allParts)
            case .filtered(let value, _, let arguments): [self] + value.all + arguments.flatMap(\.allParts)
            case .answer(let result, _): [self] + result.all
            case .literal, .variable, .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .item, .param, .result,
                .partitionKey, .expression:
                [self]
            }
        }

        fileprivate func findingTasks(by path: (Identity) -> String?) -> Part {
            switch self {
            case .result(let task, let instances): .result(task: task.found(by: path), of: instances)
            case .answer(let result, let answer): .answer(result.findingTasks(by: path), answer)
            case .macro(let macro, let arguments): .macro(macro, arguments.map { $0.findingTasks(by: path) })
            case .filtered(let value, let filter, let arguments):
                .filtered(value.findingTasks(by: path), by: filter, arguments.map { $0.findingTasks(by: path) })
            case .literal, .variable, .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .item, .param,
                .partitionKey, .expression:
                self
            }
        }

        /// The time of the run that it stands for.
        package var time: TimeModel? {
            switch self {
            case .intervalStart: TimeModel(.windowStart)
            case .intervalEnd: TimeModel(.windowEnd)
            case .logicalDate: TimeModel(.logicalDate)
            case .time(let time): time
            case .literal, .variable, .runID, .item, .param, .result, .answer, .partitionKey, .macro, .filtered,
                .expression:
                nil
            }
        }

        fileprivate func findingTimes(of schedule: ScheduleModel) -> Part {
            switch self {
            case .macro(let macro, let arguments): return .macro(macro, arguments.map { $0.findingTimes(of: schedule) })
            case .filtered(let value, let filter, let arguments):
                return .filtered(
                    value.findingTimes(of: schedule), by: filter, arguments.map { $0.findingTimes(of: schedule) })
            case .intervalStart, .intervalEnd, .logicalDate, .time:
                guard let time else { return self }
                let found = time.found(by: schedule)
                return found == time ? self : .time(found)
            case .literal, .variable, .runID, .item, .param, .result, .answer, .partitionKey, .expression: return self
            }
        }
    }

    /// What of a person's answer is meant.
    package enum Answer: Hashable, Sendable, Codable {
        /// The options, with commas between them.
        case chosen
        /// What stands in a field of a form.
        case entered(String)
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
        /// Whether it is the last time of the schedule before the run's own, of which the target knows nothing.
        package var isTimeBefore: Bool?

        package init(_ moment: Moment, format: String? = nil, zone: String? = nil) {
            self.moment = moment
            self.format = format
            self.zone = zone
        }

        /// The same time, as it is found for a schedule.
        package func found(by schedule: ScheduleModel) -> TimeModel {
            var time = self
            if schedule.isStartedByUpdates, moment != .logicalDate { time.fallsBackToUpdates = true }
            if schedule.coversTimeBetweenDays, moment == .windowStart { time.isTimeBefore = true }
            return time
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

    /// Puts the paths of the tasks whose results it holds in place of what the author bound them to.
    package mutating func findTasks(by path: (Identity) -> String?) {
        self = findingTasks(by: path)
    }

    /// Finds the times of the run as they are found for a schedule.
    package mutating func findTimes(of schedule: ScheduleModel) { self = findingTimes(of: schedule) }

    fileprivate func findingTimes(of schedule: ScheduleModel) -> RuntimeText {
        RuntimeText(parts.map { $0.findingTimes(of: schedule) })
    }

    fileprivate func findingTasks(by path: (Identity) -> String?) -> RuntimeText {
        RuntimeText(parts.map { $0.findingTasks(by: path) })
    }

    /// The parts, and those that functions in them are given.
    package var allParts: [Part] { parts.contains(where: \.isComposed) ? parts.flatMap(\.all) : parts }

    /// The variables that it names, in order, each once.
    package var variables: [String] {
        var names: [String] = []
        for case .variable(let name) in allParts where !names.contains(name) { names.append(name) }
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
        allParts.contains { part in
            if case .item = part { true } else { false }
        }
    }
}
