import CodeModels
import PipelineModel

extension OperatorCall {
    /// The function is imported from the package of the author's files, which is published beside the DAGs.
    static func python(_ call: PythonCallModel, _ context: OperatorContext) -> OperatorCall {
        var operation = OperatorCall("airflow.providers.standard.operators.python", "PythonOperator")
        operation.arguments.add("python_callable", context.function(call.function, in: call.file))
        operation.arguments.add("op_kwargs", context.items(call.arguments))
        return operation
    }
}
