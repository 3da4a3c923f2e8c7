import CodeModels
import PipelineModel

/// A param of a DAG.
enum ParamExpression {
    static func render(_ param: ParamModel, _ context: OperatorContext) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("type", type(of: param))
        arguments.add("title", param.title)
        arguments.add("description", param.summary)
        arguments.add("section", param.section)
        arguments.add("format", param.format)
        for limit in param.limits {
            arguments.add(PythonIdentifier(readingLike: limit.name), context.expression(limit.value))
        }
        let initial = param.initial.map { [PythonArgument.positional(context.expression($0))] } ?? []
        return .call(context.dialect.param, initial + arguments.list)
    }

    private static func type(of param: ParamModel) -> PythonExpression {
        let name = PythonExpression.string(param.kind.rawValue)
        return param.isNullable ? .list([.string("null"), name]) : name
    }
}
