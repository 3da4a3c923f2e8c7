/// Where a project runs: by which orchestrator, with which data, and on which cluster.
package struct EnvironmentModel: Hashable, Sendable, Codable {
    package var name: String
    package var orchestrator: OrchestratorModel
    package var data: DataPlatformModel
    package var cluster: ClusterModel?
    /// Nil where nothing watches over it.
    package var operations: OperationsModel?
    /// Nil where no streams run.
    package var streaming: StreamingPlatformModel?
    /// The name under which the project's Python files are imported, the same in every environment.
    package var pythonPackage = "project_python"

    package init(
        name: String, orchestrator: OrchestratorModel, data: DataPlatformModel = DataPlatformModel(),
        cluster: ClusterModel? = nil, operations: OperationsModel? = nil
    ) {
        self.name = name
        self.orchestrator = orchestrator
        self.data = data
        self.cluster = cluster
        self.operations = operations
    }

    package func store(named name: String) -> StoreModel? { data.stores.first { $0.name == name } }

    package func hasConnection(_ id: String) -> Bool { data.connections.contains { $0.id == id } }
}
