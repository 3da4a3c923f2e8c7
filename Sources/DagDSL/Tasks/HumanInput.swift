import Diagnostics
import PipelineModel

/// A task at which the run waits for a person's answer. Airflow has it from 3.1 on.
public protocol HumanTask: PipelineTask {}

extension HumanTask {
    /// Explains the question. Markdown.
    public func explained(_ details: RuntimeString) -> Self {
        changingQuestion(using: details) { $0.details = details.model }
    }

    /// Expects the answer within so long. Without a default answer the task fails then; of a form, what stands in its
    /// fields at first holds.
    public func expected(within limit: Duration) -> Self {
        changingQuestion { $0.timeout = limit.wholeSeconds }
    }

    /// Lets only these people answer.
    public func answered(by people: Person...) -> Self { answered(by: people) }

    /// Lets only the people of a list answer.
    public func answered(by people: [Person]) -> Self {
        changingQuestion {
            $0.people = people.map { ConfigurationEntry(key: $0.id.description, value: $0.name.description) }
        }
    }

    /// Tells people that an answer is wanted.
    public func notifying(_ channels: Notification.Channel..., saying text: RuntimeString? = nil) -> Self {
        changingQuestion(using: text) { question in
            question.notifications += channels.map {
                NotificationModel(event: .asked, channel: $0.model, text: text?.model)
            }
        }
    }

    func changingQuestion(using text: RuntimeString? = nil, _ change: (inout HumanInputModel) -> Void) -> Self {
        changing(using: text.map { [$0] } ?? []) { task in
            if case .human(var model) = task.kind {
                change(&model)
                task.kind = .human(model)
            } else if case .branch(var branch) = task.kind, var question = branch.question {
                change(&question)
                branch.question = question
                task.kind = .branch(branch)
            }
        }
    }
}

/// Somebody who may answer.
public struct Person: Sendable {
    let id: Name
    let name: Name

    /// The user's id and name, as the scheduler's user management knows them.
    public init(id: Name, name: Name) {
        self.id = id
        self.name = name
    }
}

/// Asks whether the run may go on.
public struct Approval: HumanTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// What a refusal does.
    public enum Refusal: Sendable {
        /// Skips what comes after.
        case skip
        /// Fails the task.
        case fail
    }

    /// One of the two answers.
    public enum Answer: String, Sendable {
        /// Go on.
        case approve = "Approve"
        /// Do not.
        case reject = "Reject"
    }

    /// Asks `subject`, which is answered by approval or refusal.
    public init(
        _ id: TaskID, _ subject: RuntimeString, onRefusal refusal: Refusal = .skip, default answer: Answer? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = HumanInputModel(.approval(failsOnRefusal: refusal == .fail), subject: subject.model)
        model.defaults = answer.map { [$0.rawValue] } ?? []
        declaration = TaskDeclaration(id, .human(model), at: SourceLocation(file, line, column), using: [subject])
    }
}

/// Lets a person choose among options; what was chosen is the result.
public struct HumanChoice: HumanTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Asks `subject`, which is answered by one of `options`, or by several.
    public init(
        _ id: TaskID, _ subject: RuntimeString, among options: [Name], several: Bool = false,
        default chosen: [Name] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = HumanInputModel(
            .choice(options: options.map(\.description), takesSeveral: several), subject: subject.model)
        model.defaults = chosen.map(\.description)
        declaration = TaskDeclaration(id, .human(model), at: SourceLocation(file, line, column), using: [subject])
    }

    /// What was chosen, for texts: the option, or several with commas between them.
    public var chosen: RuntimeValue { .answer(of: declaration, .chosen) }
}

/// Lets a person fill in a form; what was entered is the result.
public struct HumanEntry: HumanTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// A field of the form, with what stands in it at first.
    public struct Field: Sendable {
        let model: HumanInputModel.Field

        /// Text.
        public static func text(_ name: Name, _ initial: String = "") -> Field {
            Field(model: .init(name: name.description, type: "string", initial: .string(initial)))
        }

        /// A whole number.
        public static func integer(_ name: Name, _ initial: Int) -> Field {
            Field(model: .init(name: name.description, type: "integer", initial: .int(initial)))
        }

        /// A number with a fraction.
        public static func number(_ name: Name, _ initial: Double) -> Field {
            Field(model: .init(name: name.description, type: "number", initial: .number(initial)))
        }

        /// Yes or no.
        public static func bool(_ name: Name, _ initial: Bool) -> Field {
            Field(model: .init(name: name.description, type: "boolean", initial: .bool(initial)))
        }
    }

    /// Asks `subject` with these fields.
    public init(
        _ id: TaskID, _ subject: RuntimeString, fields: [Field],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = HumanInputModel(.form(fields.map(\.model)), subject: subject.model)
        declaration = TaskDeclaration(id, .human(model), at: SourceLocation(file, line, column), using: [subject])
    }

    /// What was entered in a field, for texts.
    public func entered(_ field: Name) -> RuntimeValue { .answer(of: declaration, .entered(field.description)) }
}
