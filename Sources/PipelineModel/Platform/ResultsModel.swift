/// Where the results of checks, reconciliations and reports go, beside the task's own result.
package struct ResultsModel: Hashable, Sendable, Codable {
    /// A folder that all workers and who looks at results share.
    package var folder: RuntimeText
    /// Under which address people reach the folder.
    package var address: String?
    /// The address of a Prometheus Pushgateway.
    package var pushgateway: RuntimeText?
    package var table: Table?

    package init(folder: RuntimeText) {
        self.folder = folder
    }

    /// A table of a store, made when it is not there.
    package struct Table: Hashable, Sendable, Codable {
        package var store: String
        package var name: String

        package init(store: String, name: String) {
            self.store = store
            self.name = name
        }
    }
}
