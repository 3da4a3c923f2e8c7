import Diagnostics
import PipelineModel

/// Sends a request to an HTTP service. Any status but 2xx fails the task; the answer is its result.
public struct HTTPRequest: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// What is asked of the resource.
    public enum Method: Sendable {
        /// Reads.
        case get
        /// Reads the headers alone.
        case head
        /// Creates, or asks for an action. A retried request may act twice: let the service tell them apart.
        case post
        /// Replaces.
        case put
        /// Changes.
        case patch
        /// Deletes.
        case delete

        var model: HTTPRequestModel.Method {
            switch self {
            case .get: .get
            case .head: .head
            case .post: .post
            case .put: .put
            case .patch: .patch
            case .delete: .delete
            }
        }
    }

    /// What is sent.
    public struct Body: Sendable, TaskInputs {
        let model: HTTPRequestModel.Body
        package let inputs: [TaskDeclaration]
        package let places: [ValuePlace]

        /// Text as it is.
        public static func text(_ text: RuntimeString) -> Body {
            Body(model: .text(text.model), inputs: text.inputs, places: text.places)
        }

        /// Fields as a browser's form sends them; with `.get`, parameters of the query.
        public static func form(_ fields: NamedTexts) -> Body {
            Body(model: .form(fields.models), inputs: fields.inputs, places: fields.places)
        }

        /// JSON; whatever values hold at run time, the document stays well formed.
        ///
        /// A param, a result or an expression that stands alone keeps its type.
        public static func json(_ value: Argument) -> Body {
            Body(model: .json(value.model), inputs: value.inputs, places: value.places)
        }
    }

    /// How the answer becomes the result.
    public enum Answer: Sendable {
        /// As text.
        case text
        /// As the value that the JSON document stands for.
        case json
    }

    /// Asks for `path` of the service behind `connection`.
    public init(
        _ id: TaskID, _ method: Method, _ connection: Connection, path: RuntimeString, body: Body? = nil,
        headers: NamedTexts = [:], answer: Answer = .text,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = HTTPRequestModel(
            connection: connection.id, method: method.model, path: path.model,
            answer: answer == .json ? .json : .text)
        model.headers = headers.models
        model.body = body?.model
        declaration = TaskDeclaration(
            id, .httpRequest(model), at: SourceLocation(file, line, column), using: [headers, path, body])
    }

    /// The answer.
    public var answer: TaskResult<String> { TaskResult(producer: declaration) }

    /// Waits for the answer in the triggerer, without a worker's slot.
    public func deferred() -> Self {
        changing { task in
            guard case .httpRequest(var model) = task.kind else { return }
            model.deferrable = true
            task.kind = .httpRequest(model)
        }
    }
}
