/// A table or folder of data with a known shape, the thing that pipelines hand to each other.
package struct DatasetModel: Hashable, Sendable, Codable {
    package var name: String
    /// The store that holds it; environments say where each store is.
    package var store: String
    /// Below the store's root.
    package var path: String
    /// What SQL calls it.
    package var table: String
    /// The identity that schedulers know, the same in every environment.
    package var uri: String
    package var columns: [ColumnModel]
    /// What else people are shown of it.
    package var extra: [ConfigurationEntry] = []
    /// What outside the orchestrator tells of its updates.
    package var watchers: [WatcherModel] = []
    /// What whoever writes it promises to those who read it.
    package var objectives: [ObjectiveModel] = []

    package init(name: String, store: String, path: String, table: String, uri: String, columns: [ColumnModel]) {
        self.name = name
        self.store = store
        self.path = path
        self.table = table
        self.uri = uri
        self.columns = columns
    }
}

/// Something that waits for news of a dataset from outside.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/authoring-and-scheduling/event-scheduling.html
package struct WatcherModel: Hashable, Sendable, Codable {
    package var name: String
    /// The import path of the trigger's class.
    package var path: String
    package var arguments: [ValueModel.Entry]
    package var connections: [String]

    package init(name: String, path: String, arguments: [ValueModel.Entry], connections: [String]) {
        self.name = name
        self.path = path
        self.arguments = arguments
        self.connections = connections
    }
}

package struct ColumnModel: Hashable, Sendable, Codable {
    package var name: String
    package var type: ColumnType
    /// How a database holds it, where its kind leaves that open.
    package var storage: ColumnStorage?
    /// What its numbers count, such as `EUR` or `cent`.
    package var unit: String?
    package var isNullable = false

    package init(name: String, type: ColumnType) {
        self.name = name
        self.type = type
    }
}

package enum ColumnType: String, Hashable, Sendable, Codable {
    case text
    case integer
    case decimal
    case boolean
    case timestamp
    case date
}

/// How a database holds the values of a column.
package enum ColumnStorage: Hashable, Sendable, Codable {
    case integer(bits: Int)
    /// Decimal digits, and how many of them stand behind the point.
    case numeric(precision: Int, scale: Int)
    /// Digits without a bound, which can hold no number, too.
    case anyNumeric
    /// A binary fraction.
    case double
    /// With so many decimal digits of a second.
    case timestamp(digits: Int)
}
