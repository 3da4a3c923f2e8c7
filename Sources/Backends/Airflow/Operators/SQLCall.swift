import CodeModels
import PipelineModel

extension OperatorCall {
    static func sql(_ statement: SQLStatementModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall(
            "airflow.providers.common.sql.operators.sql", "SQLExecuteQueryOperator",
            filesEndIn: [".sql", ".json"])
        call.arguments.add("conn_id", context.store(statement.store).engine.connection)
        call.arguments.add("sql", statement.sql, avoiding: call.fileEndings)
        call.arguments.add("parameters", context.items(statement.parameters, avoiding: call.fileEndings))
        call.arguments.add("autocommit", ifTrue: statement.commitsEach)
        if !statement.returnsRows {
            let isSeveral = statement.sql.parts.contains { part in
                if case .literal(let sql) = part { sql.utf8.contains(UInt8(ascii: ";")) } else { false }
            }
            call.arguments.add("split_statements", ifTrue: isSeveral)
            // A driver fails when it is asked for the rows of a statement that has none.
            call.arguments.add("handler", PythonExpression.none)
        }
        return call
    }
}
