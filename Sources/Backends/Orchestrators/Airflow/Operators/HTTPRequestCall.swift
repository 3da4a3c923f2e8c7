import CodeModels
import PipelineModel

extension OperatorCall {
    /// The operator itself fails on any status but 2xx.
    static func httpRequest(_ request: HTTPRequestModel, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall("airflow.providers.http.operators.http", "HttpOperator")
        call.arguments.add("http_conn_id", request.connection)
        call.arguments.add("method", request.method.rawValue)
        call.arguments.add("endpoint", request.path)
        var headers = context.texts(request.headers)
        switch request.body {
        case .text(let text): call.arguments.add("data", text)
        case .form(let fields): call.arguments.add("data", context.items(fields))
        case .json(let value):
            call.arguments.add("data", context.json(value))
            if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
                headers.insert(.pair(.string("Content-Type"), .string("application/json")), at: 0)
            }
        case nil: break
        }
        call.arguments.add("headers", headers)
        if request.answer == .json {
            call.arguments.add(
                "response_filter", .lambda(["response"], .call(.attribute(.name("response"), "json"), [])))
        }
        call.arguments.add("deferrable", ifTrue: request.deferrable)
        return call
    }
}
