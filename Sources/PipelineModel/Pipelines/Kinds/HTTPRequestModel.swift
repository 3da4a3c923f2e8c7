/// A request to an HTTP service, whose answer is the task's result.
package struct HTTPRequestModel: KindModel {
    package enum Method: String, Hashable, Sendable, Codable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    package enum Body: Hashable, Sendable, Codable {
        case text(RuntimeText)
        case form([ValueModel.Entry])
        case json(ValueModel)
    }

    package enum Answer: String, Hashable, Sendable, Codable {
        case text
        case json
    }

    package var connection: String
    package var method: Method
    package var path: RuntimeText
    package var headers: [ValueModel.Entry]
    package var body: Body?
    package var answer: Answer
    package var deferrable: Bool

    package init(connection: String, method: Method, path: RuntimeText, answer: Answer) {
        self.connection = connection
        self.method = method
        self.path = path
        self.headers = []
        self.answer = answer
        self.deferrable = false
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        visit(&path)
        headers.visitTexts(visit)
        switch body {
        case .text(var text):
            visit(&text)
            body = .text(text)
        case .form(var entries):
            entries.visitTexts(visit)
            body = .form(entries)
        case .json(var value):
            value.visitTexts(visit)
            body = .json(value)
        case nil: break
        }
    }

    package var inputs: [TaskInput] {
        let headers = TaskInput("headers", .dictionary(headers), as: .value)
        return switch body {
        case .form(let fields): [headers, TaskInput("body", .dictionary(fields), as: .value)]
        case .json(let value): [headers, TaskInput("body", value, as: .json)]
        case .text, nil: [headers]
        }
    }

    package var connections: [String] { [connection] }
    package var httpConnections: [String] { [connection] }
}
