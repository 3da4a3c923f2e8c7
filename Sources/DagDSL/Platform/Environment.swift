package import Diagnostics
package import PipelineModel

/// A place where the project runs, as a value: the same pipelines compile to each environment.
public struct Environment: Sendable {
    package let model: EnvironmentModel
    package let pipelines: PipelineChoice
    package let location: SourceLocation

    /// - Parameters:
    ///   - tree: where dag-sync publishes the generated files: `<root>/<link>`.
    ///   - python: the Python that runs job scripts; it needs the client libraries of the engines.
    ///   - connections: what the scheduler can reach there.
    ///   - stores: the engine behind each store.
    ///   - podTemplates: the pods that tasks choose among, where Airflow has a Kubernetes executor.
    ///   - pipelines: which of the project's it has.
    public init(
        _ name: Name, tree: RuntimeString, python: RuntimeString = "python3", connections: [Connection] = [],
        stores: [StoreSetting] = [], pools: [PoolSetting] = [], podTemplates: [PodTemplateSetting] = [],
        variables: [Variable] = [], spark: SparkSetting? = nil, dbt: DbtSetting? = nil,
        kubernetes: KubernetesSetting? = nil, pipelines: PipelineChoice = .all,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = EnvironmentModel(name: name.description, tree: tree.model, python: python.model)
        model.connections = connections.map(\.model)
        model.stores = stores.map(\.model)
        model.pools = pools.map(\.model)
        model.podTemplates = podTemplates.map(\.model)
        model.variables = variables.map(\.name)
        model.spark = spark?.model
        model.dbt = dbt?.model
        model.kubernetes = kubernetes?.model
        self.model = model
        self.pipelines = pipelines
        location = SourceLocation(file, line, column)
    }
}
