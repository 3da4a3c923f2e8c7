/// A request whose answer says whether something is well.
package struct HTTPCheckModel: Hashable, Sendable, Codable {
    package enum Expectation: Hashable, Sendable, Codable {
        /// Any 2xx status.
        case success
        /// A 2xx status and a body that is this JSON text, compared as JSON.
        case json(String)
    }

    package var connection: String
    package var path: String
    package var expectation: Expectation

    package init(connection: String, path: String, expectation: Expectation) {
        self.connection = connection
        self.path = path
        self.expectation = expectation
    }
}
