import Diagnostics
import PipelineModel

/// Posts a message to a Slack channel, as a step of the flow. For what happens to tasks there are notifications.
public struct SlackMessage: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Posts `text`, in Slack's markup, through the incoming webhook behind `connection`.
    public init(
        _ id: TaskID, to connection: Connection, _ text: RuntimeString,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = MessageModel.slack(connection: connection.id, text: text.model)
        declaration = TaskDeclaration(id, .message(model), at: SourceLocation(file, line, column), using: [text])
    }
}

/// Sends an e-mail, as a step of the flow.
public struct EmailMessage: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Sends `html` to `recipients` by the server behind `connection`, from the address that the connection names.
    public init(
        _ id: TaskID, to recipients: [Name], subject: RuntimeString, html: RuntimeString, by connection: Connection,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = MessageModel.email(
            connection: connection.id, to: recipients.map(\.description), subject: subject.model, html: html.model)
        declaration = TaskDeclaration(
            id, .message(model), at: SourceLocation(file, line, column), using: [subject, html])
    }
}
