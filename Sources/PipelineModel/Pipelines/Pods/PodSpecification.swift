/// A pod of Kubernetes: its main container, those beside it, and where and as whom it runs.
///
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
package struct PodSpecification: Hashable, Sendable, Codable {
    package var main: ContainerSpecification
    package var sidecars: [ContainerSpecification] = []
    package var preparations: [ContainerSpecification] = []
    package var volumes: [PodVolume] = []
    package var labels: [ConfigurationEntry] = []
    package var annotations: [ConfigurationEntry] = []
    package var nodeLabels: [ConfigurationEntry] = []
    package var tolerations: [PodToleration] = []
    package var affinities: [PodAffinity] = []
    package var serviceAccount: String?
    package var imagePullSecrets: [String] = []

    package init(_ main: ContainerSpecification) {
        self.main = main
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        main.visitTexts(visit)
        for index in sidecars.indices { sidecars[index].visitTexts(visit) }
        for index in preparations.indices { preparations[index].visitTexts(visit) }
    }

    package var texts: [RuntimeText] {
        var copy = self
        var found: [RuntimeText] = []
        copy.visitTexts { found.append($0) }
        return found + (labels + annotations).map { RuntimeText($0.value) }
    }
}
