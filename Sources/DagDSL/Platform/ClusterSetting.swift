import PipelineModel

/// The cluster on which containers run.
public struct ClusterSetting: Sendable {
    let model: ClusterModel

    /// The Kubernetes cluster behind a connection; pods start in `namespace`, as `serviceAccount` unless a task says
    /// otherwise.
    public static func kubernetes(
        _ connection: Connection, namespace: Name, serviceAccount: Name? = nil
    ) -> ClusterSetting {
        let platform = KubernetesPlatform(
            connection: connection.id, namespace: namespace.description, serviceAccount: serviceAccount?.description)
        return ClusterSetting(model: .kubernetes(platform))
    }
}
