/// A connection that the scheduler holds. Its secrets live there and never here.
package struct ConnectionModel: Hashable, Sendable, Codable {
    package var id: String
    /// Airflow's `conn_type`, such as `spark` or `http`.
    package var type: String

    package init(id: String, type: String) {
        self.id = id
        self.type = type
    }
}
