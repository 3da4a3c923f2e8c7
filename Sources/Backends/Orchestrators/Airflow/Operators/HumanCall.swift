import CodeModels
import PipelineModel

extension OperatorCall {
    /// Airflow has these operators from 3.1 on.
    static func human(_ model: HumanInputModel, arms: [BranchModel.Arm] = [], _ context: OperatorContext)
        -> OperatorCall
    {
        var call = OperatorCall("airflow.providers.standard.operators.hitl", model.question.operatorName)
        call.arguments.add("subject", model.subject)
        call.arguments.add("body", model.details)
        switch model.question {
        case .approval(let failsOnRefusal): call.arguments.add("fail_on_reject", ifTrue: failsOnRefusal)
        case .choice(let options, let takesSeveral):
            call.arguments.add("options", options.map { .string($0) })
            call.arguments.add("multiple", ifTrue: takesSeveral)
        case .form(let fields): call.arguments.add("params", fields.map(parameter))
        case .way:
            call.arguments.add("options", arms.map { .string($0.value) })
            call.arguments.add(
                "options_mapping", arms.map { .pair(.string($0.value), .string($0.targets.first ?? "")) })
        }
        call.arguments.add("defaults", model.defaults.map { .string($0) })
        call.arguments.add("response_timeout", seconds: model.timeout)
        call.arguments.add("notifiers", NotifierCalls.make(model.notifications, for: .asked, ofTask: true, context))
        call.arguments.add("assigned_users", model.people.map(user))
        return call
    }

    private static func parameter(_ field: HumanInputModel.Field) -> PythonDictItem {
        let parameter = PythonExpression.call(
            .imported("airflow.sdk", "Param"),
            [.positional(ParamExpression.constant(field.initial)), .keyword("type", .string(field.type))])
        return .pair(.string(field.name), parameter)
    }

    private static func user(_ person: ConfigurationEntry) -> PythonExpression {
        .call(
            .imported("airflow.sdk.execution_time.hitl", "HITLUser"),
            [.keyword("id", .string(person.key)), .keyword("name", .string(person.value))])
    }
}

extension HumanInputModel.Question {
    fileprivate var operatorName: PythonIdentifier {
        switch self {
        case .approval: "ApprovalOperator"
        case .choice: "HITLOperator"
        case .form: "HITLEntryOperator"
        case .way: "HITLBranchOperator"
        }
    }
}
