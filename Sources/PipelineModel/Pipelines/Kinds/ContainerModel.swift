/// A container that runs to its end in a pod of the environment's Kubernetes cluster.
package struct ContainerModel: KindModel {
    package var pod: PodSpecification
    package var returnsResult: Bool
    /// Seconds that the pod may take to start.
    package var startTimeout: Int?
    package var keepsFailedPod: Bool
    package var deferrable: Bool
    /// In place of the image of the pod, where only a run knows it.
    package var image: RuntimeText?
    /// Kubernetes' word for when an image is fetched.
    package var pullPolicy: String?
    /// In place of the cluster's.
    package var namespace: RuntimeText?
    /// Whether a retry goes on with the pod of a try that has lost it; nil for the orchestrator's own way.
    package var reattaches: Bool?

    package init(_ pod: PodSpecification) {
        self.pod = pod
        returnsResult = false
        keepsFailedPod = false
        deferrable = false
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        pod.visitTexts(visit)
        if var text = image {
            visit(&text)
            image = text
        }
        if var text = namespace {
            visit(&text)
            namespace = text
        }
    }

    package var texts: [RuntimeText] { pod.texts + [image, namespace].compactMap(\.self) }

    package var platforms: [PlatformNeed] { [.kubernetes] }

    package var leavesResult: Bool { returnsResult }

    package var settings: [ValueModel.Entry] { pod.settings }

    package var numbers: [NumberModel] { NumberModel.time("startTimeout", startTimeout) + pod.numbers }

    package var neededTexts: [NeededText] {
        var others = pod
        if image != nil { others.main.image = nil }
        return others.images.map { NeededText("image", $0) }
    }
}
