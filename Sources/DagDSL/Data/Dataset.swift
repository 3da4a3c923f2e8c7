package import PipelineModel

/// A store of data: a lake, a warehouse, a speed layer. Environments say which engine stands behind it.
public struct Store: Sendable {
    package let name: String
    let uri: String

    /// `uri` is the root under which schedulers know the store's datasets, the same in every environment.
    public init(_ name: Name, uri: Name) {
        self.name = name.description
        self.uri = uri.description
    }
}

/// A table or folder of rows of one shape, the thing that pipelines hand to each other.
public struct Dataset<Row: Schema>: Sendable {
    package private(set) var model: DatasetModel

    /// `path` is below the store's root; SQL calls the dataset by `table`, or else by its name.
    public init(_ name: Name, in store: Store, path: Name, table: Name? = nil) {
        model = DatasetModel(
            name: name.description, store: store.name, path: path.description,
            table: (table ?? name).description, uri: "\(store.uri)/\(path)", columns: Row.columns)
    }

    /// What it promises to those who read it, whichever pipeline writes it.
    public func promising(_ objectives: Objective...) -> Dataset {
        changing { model in
            model.objectives += objectives.map { objective in
                var promise = objective.model
                promise.dataset = model.name
                return promise
            }
        }
    }

    func changing(_ change: (inout DatasetModel) -> Void) -> Dataset {
        var copy = self
        change(&copy.model)
        return copy
    }
}

/// Rows of which nothing is known.
public struct UnknownRows: Schema {
    /// No columns.
    public init() {}
}

/// A dataset that pipelines tell each other of, and of which nothing is known but its name or address: Airflow's `Asset`.
///
/// Tasks say that they read and write it with `.reads(_:)` and `.writes(_:)`.
public typealias Asset = Dataset<UnknownRows>

extension Dataset<UnknownRows> {
    /// Known by a name alone.
    public init(named name: Name) { self.init(uri: name, named: name) }

    /// Known by its address, and by a name if it has one of its own.
    public init(uri: Name, named name: Name? = nil) {
        model = DatasetModel(
            name: (name ?? uri).description, store: "", path: "", table: "", uri: uri.description, columns: [])
    }
}

/// A dataset as a task can read it: as it stands, or as another task leaves it.
public protocol DatasetSource<Row>: Sendable {
    /// The shape of its rows.
    associatedtype Row: Schema

    /// The dataset and who brings it up to date.
    var source: SourceDeclaration { get }
}

/// A dataset and the task that it comes from, if it is one of the same pipeline.
public struct SourceDeclaration: Sendable {
    package let dataset: DatasetModel
    package let producer: TaskDeclaration?
}

extension Dataset: DatasetSource {
    /// The dataset as it stands when the task starts.
    public var source: SourceDeclaration { SourceDeclaration(dataset: model, producer: nil) }
}

/// What a task leaves behind for others: reading it also means waiting for that task.
public struct DatasetOutput<Row: Schema>: DatasetSource {
    /// The dataset and its producer.
    public let source: SourceDeclaration

    init(_ dataset: DatasetModel, from producer: TaskDeclaration) {
        source = SourceDeclaration(dataset: dataset, producer: producer)
    }
}

/// Updates of datasets that start a run: `.all(a, b)`, `.any(a, b)`, or one dataset.
public struct DatasetTrigger: Sendable {
    package let model: DatasetCondition
    let partitions: [PartitionMappingModel]

    /// One dataset was updated.
    public static func dataset<Row>(_ dataset: Dataset<Row>) -> DatasetTrigger {
        DatasetTrigger(model: .updated(dataset.model), partitions: [])
    }

    /// Partitions of a dataset were updated: there is a run for each partition that `partitions` makes of them.
    ///
    /// Airflow has it from 3.2 on. Other datasets of the same schedule then give their partitions as they are.
    public static func dataset<Row>(_ dataset: Dataset<Row>, partitions: Partitions) -> DatasetTrigger {
        DatasetTrigger(
            model: .updated(dataset.model),
            partitions: [PartitionMappingModel(uri: dataset.model.uri, mapping: partitions.model)])
    }

    /// A task has attached a dataset to an alias.
    public static func alias(_ alias: DatasetAlias) -> DatasetTrigger {
        DatasetTrigger(model: .alias(alias.name), partitions: [])
    }

    /// Each was updated since the last run.
    public static func all(_ conditions: DatasetTrigger...) -> DatasetTrigger {
        DatasetTrigger(model: .all(conditions.map(\.model)), partitions: conditions.flatMap(\.partitions))
    }

    /// One of them was updated since the last run.
    public static func any(_ conditions: DatasetTrigger...) -> DatasetTrigger {
        DatasetTrigger(model: .any(conditions.map(\.model)), partitions: conditions.flatMap(\.partitions))
    }
}
