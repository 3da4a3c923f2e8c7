import PipelineModel

/// The cluster on which containers run.
public struct ClusterSetting: Sendable {
    let model: ClusterModel

    /// The Kubernetes cluster behind a connection; pods start in `namespace`, as `serviceAccount` unless a task says
    /// otherwise. With an installation, the platform itself is put there too.
    public static func kubernetes(
        _ connection: Connection, namespace: Name, serviceAccount: Name? = nil, installing: Installation? = nil
    ) -> ClusterSetting {
        var platform = KubernetesPlatform(
            connection: connection.id, namespace: namespace.description, serviceAccount: serviceAccount?.description)
        platform.installation = installing?.model
        return ClusterSetting(model: .kubernetes(platform))
    }
}
