import PipelineModel

/// Where the results of quality checks, reconciliations and reports go: each run writes them, whatever its outcome.
///
/// Without a setting they lie in `results` of Airflow's home on the worker that ran the task, which a report finds only
/// where all workers share it.
public struct ResultsSetting: Sendable {
    private(set) var model: ResultsModel

    /// - Parameters:
    ///   - folder: shared by all workers; results lie there as JSON, as pages, and as metrics for a file collector.
    ///   - address: where people reach the folder, such as `https://reports.example.com`.
    public init(in folder: RuntimeString, at address: Name? = nil) {
        model = ResultsModel(folder: folder.model)
        model.address = address?.description
    }

    /// Pushes the metrics of each run to a Prometheus Pushgateway, such as `http://pushgateway:9091`.
    public func pushed(to gateway: RuntimeString) -> ResultsSetting {
        var copy = self
        copy.model.pushgateway = gateway.model
        return copy
    }

    /// Adds a row for each rule and finding of a run to a table, which is made when it is not there.
    public func kept(in table: Name, of store: Store) -> ResultsSetting {
        var copy = self
        copy.model.table = .init(store: store.name, name: table.description)
        return copy
    }
}
