/// Where a project runs: which engine stands behind each store, and what the scheduler knows there.
package struct EnvironmentModel: Hashable, Sendable, Codable {
    package var name: String
    /// Where dag-sync publishes the generated tree: `<root>/<link>`.
    package var tree: RuntimeText
    package var connections: [ConnectionModel]
    package var stores: [StoreModel]
    package var pools: [PoolModel]
    package var podTemplates: [PodTemplateModel]
    package var variables: [String]
    package var spark: SparkPlatform?
    package var dbt: DbtPlatform?
    package var kubernetes: KubernetesPlatform?
    /// The Python that runs job scripts. It needs the client libraries of the engines, not Airflow.
    package var python: RuntimeText
    /// The name under which Airflow imports the project's Python files, the same in every environment.
    package var pythonPackage = "project_python"

    package init(name: String, tree: RuntimeText, python: RuntimeText) {
        self.name = name
        self.tree = tree
        self.connections = []
        self.stores = []
        self.pools = []
        self.podTemplates = []
        self.variables = []
        self.python = python
    }

    package func store(named name: String) -> StoreModel? { stores.first { $0.name == name } }

    package func hasConnection(_ id: String) -> Bool { connections.contains { $0.id == id } }
}
