import CodeModels
import PipelineModel

extension OperatorCall {
    /// The function is imported from the package of the author's files, which is published beside the DAGs.
    static func python(_ call: PythonCallModel, _ context: OperatorContext) -> OperatorCall {
        var operation = OperatorCall("airflow.providers.standard.operators.python", "PythonOperator")
        let module = PythonPackage.module(of: call.file, in: context.environment.pythonPackage)
        let function = PythonIdentifier(readingLike: call.function)
        operation.arguments.add(
            "python_callable",
            context.functions.contains(call.function)
                ? .imported(module, function) : .attribute(.importedModule(module), function))
        operation.arguments.add("op_kwargs", context.items(call.arguments))
        return operation
    }
}
