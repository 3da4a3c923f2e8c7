/// A request whose answer says whether something is well.
package struct HTTPCheckModel: KindModel {
    package enum Expectation: Hashable, Sendable, Codable {
        /// Any 2xx status.
        case success
        /// A 2xx status and an empty JSON list.
        case emptyList
    }

    package var connection: String
    package var path: RuntimeText
    package var expectation: Expectation

    package init(connection: String, path: RuntimeText, expectation: Expectation) {
        self.connection = connection
        self.path = path
        self.expectation = expectation
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { visit(&path) }

    package var connections: [String] { [connection] }
    package var httpConnections: [String] { [connection] }
}
