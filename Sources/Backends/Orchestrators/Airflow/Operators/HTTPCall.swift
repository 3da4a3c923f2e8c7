import CodeModels
import PipelineModel

extension OperatorCall {
    /// The operator itself fails on any status but 2xx.
    static func http(_ check: HTTPCheckModel) -> OperatorCall {
        var call = OperatorCall("airflow.providers.http.operators.http", "HttpOperator")
        call.arguments.add("http_conn_id", check.connection)
        call.arguments.add("method", "GET")
        call.arguments.add("endpoint", check.path)
        switch check.expectation {
        case .success: break
        case .emptyList:
            let answer = PythonExpression.call(.attribute(.name("response"), "json"), [])
            call.arguments.add(
                "response_check", .lambda(["response"], .comparison(answer, [PythonComparison(.equal, .list([]))])))
        }
        return call
    }
}
