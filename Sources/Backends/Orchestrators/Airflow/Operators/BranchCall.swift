import CodeModels
import PipelineModel

extension OperatorCall {
    /// A value that no arm is for raises `KeyError`, which fails the task and shows the value.
    static func branch(_ branch: BranchModel, _ context: OperatorContext) -> OperatorCall {
        if let question = branch.question { return human(question, arms: branch.arms, context) }
        var call = OperatorCall("airflow.providers.standard.operators.python", "BranchPythonOperator")
        if let function = branch.call {
            call.arguments.add("python_callable", chooser(function, of: branch, context))
            call.arguments.add("op_kwargs", context.items(function.arguments))
            return call
        }
        let arms = branch.arms.map { arm in
            PythonDictItem.pair(.string(arm.value), .list(arm.targets.map { .string($0) }))
        }
        call.arguments.add("python_callable", .lambda(["outcome"], .item(.dict(arms), context.text("outcome"))))
        call.arguments.add("op_args", [JinjaText.python(branch.value)])
        return call
    }

    /// A function that returns the id of the task that an arm starts is handed over as it is.
    private static func chooser(
        _ call: PythonCallModel, of branch: BranchModel, _ context: OperatorContext
    ) -> PythonExpression {
        let function = context.function(call.function, in: call.file)
        guard ArmChoice.isNeeded(for: branch) else { return function }
        let targets = branch.arms.map { arm in
            PythonDictItem.pair(.string(arm.value), .list(arm.targets.map { .string($0) }))
        }
        return .call(.name(ArmChoice.function), [.positional(function), .positional(.dict(targets))])
    }

    static func gate(_ gate: GateModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall("airflow.providers.standard.operators.python", "ShortCircuitOperator")
        if let function = gate.call {
            call.arguments.add("python_callable", context.function(function.function, in: function.file))
            call.arguments.add("op_kwargs", context.items(function.arguments))
            if !gate.skipsAll { call.arguments.add("ignore_downstream_trigger_rules", .bool(false)) }
            return call
        }
        let comparison = PythonExpression.comparison(
            context.text("value"), [PythonComparison(.equal, .string(gate.expected))])
        call.arguments.add("python_callable", .lambda(["value"], comparison))
        call.arguments.add("op_args", [JinjaText.python(gate.value)])
        if !gate.skipsAll { call.arguments.add("ignore_downstream_trigger_rules", .bool(false)) }
        return call
    }
}
