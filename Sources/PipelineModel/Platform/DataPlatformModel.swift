/// What pipelines work with: what they connect to, where their data lies and what computes it.
package struct DataPlatformModel: Hashable, Sendable, Codable {
    package var connections: [ConnectionModel]
    package var stores: [StoreModel]
    package var variables: [String]
    package var spark: SparkPlatform?
    package var dbt: DbtPlatform?
    package var results: ResultsModel?
    /// The Python that runs job scripts. It needs the client libraries of the engines, not the orchestrator.
    package var python: RuntimeText

    package init(
        connections: [ConnectionModel] = [], stores: [StoreModel] = [], variables: [String] = [],
        spark: SparkPlatform? = nil, dbt: DbtPlatform? = nil, python: RuntimeText = RuntimeText("python3")
    ) {
        self.connections = connections
        self.stores = stores
        self.variables = variables
        self.spark = spark
        self.dbt = dbt
        self.python = python
    }
}
