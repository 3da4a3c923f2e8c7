/// A container that runs to its end in a pod of the environment's Kubernetes cluster.
package struct ContainerModel: KindModel {
    package var pod: PodSpecification
    package var returnsResult: Bool
    /// Seconds that the pod may take to start.
    package var startTimeout: Int?
    package var keepsFailedPod: Bool
    package var deferrable: Bool

    package init(_ pod: PodSpecification) {
        self.pod = pod
        returnsResult = false
        keepsFailedPod = false
        deferrable = false
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { pod.visitTexts(visit) }

    package var texts: [RuntimeText] { pod.texts }

    package var platforms: [PlatformNeed] { [.kubernetes] }
}
