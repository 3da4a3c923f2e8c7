import PipelineModel

/// Where containers run.
public struct KubernetesSetting: Sendable {
    let model: KubernetesPlatform

    /// The cluster behind a connection; pods start in `namespace`, as `serviceAccount` unless a task says otherwise.
    public init(_ connection: Connection, namespace: Name, serviceAccount: Name? = nil) {
        model = KubernetesPlatform(
            connection: connection.id, namespace: namespace.description, serviceAccount: serviceAccount?.description)
    }
}
