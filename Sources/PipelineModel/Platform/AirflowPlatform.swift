/// An Airflow, and what is set up there.
package struct AirflowPlatform: Hashable, Sendable, Codable {
    package var version: AirflowVersion
    /// Where dag-sync publishes the generated tree: `<root>/<link>`.
    package var tree: RuntimeText
    package var pools: [PoolModel]
    /// Empty where the executor starts no pods.
    package var podTemplates: [PodTemplateModel]

    package init(
        version: AirflowVersion, tree: RuntimeText, pools: [PoolModel] = [], podTemplates: [PodTemplateModel] = []
    ) {
        self.version = version
        self.tree = tree
        self.pools = pools
        self.podTemplates = podTemplates
    }
}
