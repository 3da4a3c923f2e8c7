/// A connection that the scheduler holds. Its secrets live there and never here.
package struct ConnectionModel: Hashable, Sendable, Codable {
    package var id: String
    /// What kind of thing it leads to, such as `spark` or `http`.
    package var type: String

    package init(id: String, type: String) {
        self.id = id
        self.type = type
    }
}
