/// The cluster on which an environment runs containers.
package enum ClusterModel: Hashable, Sendable, Codable {
    case kubernetes(KubernetesPlatform)

    package var connection: String {
        switch self {
        case .kubernetes(let kubernetes): kubernetes.connection
        }
    }
}
