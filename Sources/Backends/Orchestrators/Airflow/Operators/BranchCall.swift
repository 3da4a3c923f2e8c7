import CodeModels
import PipelineModel

extension OperatorCall {
    /// A value that no arm is for raises `KeyError`, which fails the task and shows the value.
    static func branch(_ branch: BranchModel, _ context: OperatorContext) -> OperatorCall {
        if let question = branch.question { return human(question, arms: branch.arms, context) }
        var call = OperatorCall("airflow.providers.standard.operators.python", "BranchPythonOperator")
        let arms = branch.arms.map { arm in
            PythonDictItem.pair(.string(arm.value), .list(arm.targets.map { .string($0) }))
        }
        call.arguments.add("python_callable", .lambda(["outcome"], .item(.dict(arms), context.text("outcome"))))
        call.arguments.add("op_args", [JinjaText.python(branch.value)])
        return call
    }

    static func gate(_ gate: GateModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall("airflow.providers.standard.operators.python", "ShortCircuitOperator")
        let comparison = PythonExpression.comparison(
            context.text("value"), [PythonComparison(.equal, .string(gate.expected))])
        call.arguments.add("python_callable", .lambda(["value"], comparison))
        call.arguments.add("op_args", [JinjaText.python(gate.value)])
        if !gate.skipsAll { call.arguments.add("ignore_downstream_trigger_rules", .bool(false)) }
        return call
    }
}
