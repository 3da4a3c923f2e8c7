import CodeModels
import PipelineModel
import SQLJobsBackend

extension OperatorCall {
    /// A server's own hook runs SQL; an engine inside the process needs the job runner.
    static func sql(_ task: TaskModel, _ statement: SQLStatementModel, _ context: OperatorContext) -> OperatorCall {
        let engine = context.store(statement.store).engine
        guard let connection = engine.connection else {
            var call = SQLJobCommand(context: context)
                .call(.run, of: task, engines: [engine], texts: statement.texts)
            // The operator's result is the last line as a text.
            if statement.returnsRows {
                call.arguments.add("output_processor", .attribute(.importedModule("json"), "loads"))
            }
            return call
        }
        return sql(statement, on: connection, context)
    }

    private static func sql(
        _ statement: SQLStatementModel, on connection: String, _ context: OperatorContext
    ) -> OperatorCall {
        var call = OperatorCall(
            "airflow.providers.common.sql.operators.sql", "SQLExecuteQueryOperator",
            filesEndIn: [".sql", ".json"])
        call.arguments.add("conn_id", connection)
        if let file = statement.file {
            call.arguments.add("sql", SQLFolder.path(of: file, in: context.environment))
        } else {
            call.arguments.add("sql", statement.sql, avoiding: call.fileEndings)
        }
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
