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

    package var leavesResult: Bool { returnsResult }

    package var settings: [ValueModel.Entry] { pod.settings }

    package var numbers: [NumberModel] { NumberModel.time("startTimeout", startTimeout) + pod.numbers }

    package var neededTexts: [NeededText] { pod.images.map { NeededText("image", $0) } }
}
