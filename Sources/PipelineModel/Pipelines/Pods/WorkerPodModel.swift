/// What one task changes of the pod in which a Kubernetes executor runs it.
///
/// Indirect, as few tasks have one and every task is copied.
package indirect enum WorkerPodModel: Hashable, Sendable, Codable {
    case override(PodSpecification)

    package var pod: PodSpecification {
        switch self {
        case .override(let pod): pod
        }
    }
}
