import Diagnostics
import PipelineModel

/// Asks an HTTP service and fails unless the answer is the expected one.
public struct HTTPCheck: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// The answer that passes.
    public struct Expectation: Sendable {
        let model: HTTPCheckModel.Expectation

        /// Any 2xx status.
        public static let success = Expectation(model: .success)

        /// A 2xx status and an empty JSON list.
        public static let emptyList = Expectation(model: .emptyList)
    }

    /// GETs `path` of the service behind `connection`.
    public init(
        _ id: TaskID, _ connection: Connection, path: RuntimeString, expecting expectation: Expectation = .success,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = HTTPCheckModel(
            connection: connection.id, path: path.model, expectation: expectation.model)
        declaration = TaskDeclaration(id, .http(model), at: SourceLocation(file, line, column), using: [path])
    }
}
