/// A question to a person; the run goes on when it is answered.
package struct HumanInputModel: KindModel {
    package enum Question: Hashable, Sendable, Codable {
        /// Yes or no. A refusal skips what comes after, or fails the task.
        case approval(failsOnRefusal: Bool)
        case choice(options: [String], takesSeveral: Bool)
        case form([Field])
        /// Which way a branch goes; its arms are the options.
        case way
    }

    package struct Field: Hashable, Sendable, Codable {
        package var name: String
        /// JSON schema's `string`, `integer`, `number` or `boolean`.
        package var type: String
        package var initial: ValueModel

        package init(name: String, type: String, initial: ValueModel) {
            self.name = name
            self.type = type
            self.initial = initial
        }
    }

    package var question: Question
    package var subject: RuntimeText
    package var details: RuntimeText?
    /// What counts as answered when nobody answers in time.
    package var defaults: [String]
    /// Seconds within which an answer is expected.
    package var timeout: Int?
    /// Who is told that an answer is wanted.
    package var notifications: [NotificationModel] = []
    /// Who may answer, by user id and name; empty allows everybody.
    package var people: [ConfigurationEntry]

    package init(_ question: Question, subject: RuntimeText) {
        self.question = question
        self.subject = subject
        defaults = []
        people = []
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&subject)
        if var text = details {
            visit(&text)
            details = text
        }
        for index in notifications.indices {
            guard var text = notifications[index].text else { continue }
            visit(&text)
            notifications[index].text = text
        }
    }

    package var inputs: [TaskInput] {
        guard case .form(let fields) = question else { return [] }
        return fields.map { TaskInput($0.name, $0.initial, as: .json) }
    }

    package var gate: GateKind? {
        guard case .approval(let failsOnRefusal) = question else { return nil }
        return failsOnRefusal ? .fails : .skipsNext
    }

    package var connections: [String] { notifications.flatMap(\.channel.connections) }

    package var numbers: [NumberModel] { NumberModel.time("expected(within:)", timeout) }

    package var neededTexts: [NeededText] {
        switch question {
        case .way: []
        case .choice(let options, _) where options.isEmpty:
            [NeededText("question", subject), NeededText("list of options", "")]
        case .approval, .choice, .form: [NeededText("question", subject)]
        }
    }
}
