import PipelineModel

extension PipelineTask {
    /// Says that the task reads a dataset, where its kind does not say so by itself.
    public func reads<Row: Schema>(_ dataset: some DatasetSource<Row>) -> Self {
        var copy = changing { $0.reads.append(dataset.source.dataset) }
        copy.declaration.inputs += dataset.source.producer.map { [$0] } ?? []
        return copy
    }

    /// Says that the task writes a dataset, where its kind does not say so by itself: what waits for it can start then.
    public func writes<Row: Schema>(_ dataset: Dataset<Row>) -> Self {
        changing { $0.writes.append(dataset.model) }
    }

    /// Says that the task attaches datasets to an alias while it runs: its code adds them to `outlet_events`.
    public func writes(_ alias: DatasetAlias) -> Self {
        changing { $0.aliases.append(alias.name) }
    }
}

/// A name for datasets that are known only when a task runs.
///
/// A task writes it and its code says which dataset that was; a pipeline that waits for the alias starts.
public struct DatasetAlias: Sendable {
    let name: String

    /// The name under which the scheduler knows it.
    public init(_ name: Name) {
        self.name = name.description
    }
}
