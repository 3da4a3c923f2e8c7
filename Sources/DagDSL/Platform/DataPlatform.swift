import PipelineModel

/// What the pipelines of an environment work with: what they connect to, where their data lies and what computes it.
public struct DataPlatform: Sendable {
    let model: DataPlatformModel

    /// - Parameters:
    ///   - connections: what tasks can reach there.
    ///   - stores: the engine behind each store.
    ///   - variables: what the orchestrator holds for tasks to read.
    ///   - spark: how Spark applications are started.
    ///   - dbt: the dbt project.
    ///   - results: where checks, reconciliations and reports leave what they find.
    ///   - python: the Python that runs job scripts; it needs the client libraries of the engines.
    public init(
        connections: [Connection] = [], stores: [StoreSetting] = [], variables: [Variable] = [],
        spark: SparkSetting? = nil, dbt: DbtSetting? = nil, results: ResultsSetting? = nil,
        python: RuntimeString = "python3"
    ) {
        var model = DataPlatformModel(
            connections: connections.map(\.model), stores: stores.map(\.model), variables: variables.map(\.name),
            spark: spark?.model, dbt: dbt?.model, python: python.model)
        model.results = results?.model
        self.model = model
    }
}
