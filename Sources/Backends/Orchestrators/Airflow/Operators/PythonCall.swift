import CodeModels
import PipelineModel

extension OperatorCall {
    /// The function is imported from the package of the author's files, which is published beside the DAGs.
    static func python(_ call: PythonCallModel, _ context: OperatorContext) -> OperatorCall {
        let name: PythonIdentifier =
            switch call.interpreter {
            case nil: "PythonOperator"
            case .virtual: "PythonVirtualenvOperator"
            case .external: "ExternalPythonOperator"
            }
        var operation = OperatorCall("airflow.providers.standard.operators.python", name)
        operation.arguments.add("python_callable", context.function(call.function, in: call.file))
        switch call.interpreter {
        case .virtual(let requirements, let version, let hasWorkerPackages):
            operation.arguments.add("requirements", requirements.map { .literal($0) })
            operation.arguments.add("python_version", version)
            operation.arguments.add("system_site_packages", .bool(hasWorkerPackages))
        case .external(let path): operation.arguments.add("python", path)
        case nil: break
        }
        operation.arguments.add("op_kwargs", context.items(call.arguments))
        return operation
    }
}
