import CodeModels
import PipelineModel

extension TaskWork {
    /// Whoever is subscribed to the topic of a connection hears of it.
    static func message(_ message: MessageModel, _ context: WorkContext) -> TaskWork {
        switch message {
        case .slack(let connection, let text):
            return publish([.init("Message", JSONataText.template(text))], to: connection, context)
        case .email(let connection, _, let subject, let html):
            return publish(
                [.init("Subject", JSONataText.template(subject)), .init("Message", JSONataText.template(html))],
                to: connection, context)
        }
    }

    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html
    private static func publish(
        _ fields: [JSONataTemplate.Field], to connection: String, _ context: WorkContext
    ) -> TaskWork {
        let topic = context.names.arn("sns", context.names.topic(ofConnection: connection))
        return .service(
            ServiceCall(
                service: "sns", action: "publish", pattern: .answered,
                arguments: .object([.init("TopicArn", .text(topic))] + fields),
                permissions: [Permission(["sns:Publish"], on: [topic])]))
    }

    /// The answer is sent back with the token of the message: `{"chosen": […], "entered": {…}}`.
    static func question(_ model: HumanInputModel, _ context: WorkContext) -> TaskWork {
        let chosen = JSONataExpression.field(RunRecord.result, "chosen")
        let refused = JSONataExpression.not(.operation(.string(approval), .isIn, chosen))
        var record: [JSONataExpression.Entry] = []
        switch model.question {
        case .approval(failsOnRefusal: true):
            record.append(
                .init(
                    RunRecord.Key.state,
                    .condition(refused, then: EndState.failed.expression, otherwise: EndState.success.expression)))
        case .approval(failsOnRefusal: false):
            record = [.init(RunRecord.Key.state, EndState.success.expression), .init(RunRecord.Key.isClosed, refused)]
        case .choice, .form, .way: record = [.init(RunRecord.Key.state, EndState.success.expression)]
        }
        return ask(
            model.subject, details: model.details, options: model.options,
            record: record + [.init(RunRecord.Key.result, RunRecord.result)], context)
    }

    static func review(_ review: ReviewModel, _ context: WorkContext) -> TaskWork {
        let chosen = JSONataExpression.field(RunRecord.result, "chosen")
        let isApproved = JSONataExpression.operation(.string(approval), .isIn, chosen)
        let subject = review.subject ?? "Check `\(review.task)` has failed. May the run go on with these data?"
        return ask(
            RuntimeText(subject), details: nil, options: [approval, refusal],
            record: [
                .init(
                    RunRecord.Key.state,
                    .condition(isApproved, then: EndState.success.expression, otherwise: EndState.failed.expression))
            ], context)
    }

    /// What Airflow calls the two answers.
    fileprivate static let approval = "Approve"
    fileprivate static let refusal = "Reject"

    /// https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
    private static func ask(
        _ subject: RuntimeText, details: RuntimeText?, options: [String], record: [JSONataExpression.Entry],
        _ context: WorkContext
    ) -> TaskWork {
        let topic = context.names.arn("sns", context.names.questions)
        let token = JSONataExpression.field(.field(.field(.variable("states"), "context"), "Task"), "Token")
        var question: [JSONataTemplate.Field] = [
            .init("pipeline", .text(context.pipeline.id)),
            .init("run", .expression(JSONataText.run(JSONataText.Field.id))),
            .init("question", JSONataText.template(subject)),
        ]
        if let details { question.append(.init("details", JSONataText.template(details))) }
        if !options.isEmpty { question.append(.init("options", .list(options.map { .text($0) }))) }
        question.append(.init("token", .expression(token)))
        return .service(
            ServiceCall(
                service: "sns", action: "publish", pattern: .token,
                arguments: .object([.init("TopicArn", .text(topic)), .init("Message", .object(question))]),
                permissions: [Permission(["sns:Publish"], on: [topic])]), record: record)
    }
}

extension HumanInputModel {
    /// What an answer may choose.
    fileprivate var options: [String] {
        switch question {
        case .approval: [TaskWork.approval, TaskWork.refusal]
        case .choice(let options, _): options
        case .form, .way: []
        }
    }
}
