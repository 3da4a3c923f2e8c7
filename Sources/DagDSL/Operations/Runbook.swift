package import PipelineModel

/// What the page of an alert says to whoever was woken by it.
public struct Runbook: Sendable {
    package let model: RunbookModel

    /// Something to do.
    public struct Step: Sendable, ExpressibleByStringLiteral {
        let model: RunbookModel.Step

        /// Words alone.
        public init(stringLiteral text: StaticString) { model = RunbookModel.Step(text.description) }

        /// Words, and a command of the shell that belongs to them.
        public init(_ text: Name, command: Name) {
            model = RunbookModel.Step(text.description, command: command.description)
        }
    }

    /// - Parameters:
    ///   - meaning: what it means.
    ///   - waiting: what it costs to wait.
    ///   - steps: what to do, in order.
    public init(meaning: Name, waiting: Name, steps: [Step]) {
        model = RunbookModel(
            meaning: meaning.description, waiting: waiting.description, steps: steps.map(\.model))
    }
}
