/// A Kubernetes cluster, as containers are started there.
package struct KubernetesPlatform: Hashable, Sendable, Codable {
    package var connection: String
    package var namespace: String
    package var serviceAccount: String?
    /// Nil where the platform is installed there by other means.
    package var installation: InstallationModel?

    package init(connection: String, namespace: String, serviceAccount: String?) {
        self.connection = connection
        self.namespace = namespace
        self.serviceAccount = serviceAccount
    }
}
