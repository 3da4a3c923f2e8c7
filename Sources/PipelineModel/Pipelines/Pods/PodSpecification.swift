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

    /// Every container of it.
    package var containers: [ContainerSpecification] { [main] + sidecars + preparations }

    /// What its author sets by name: variables of its containers, labels, annotations.
    package var settings: [ValueModel.Entry] {
        containers.flatMap(\.variables).map { ValueModel.Entry($0.name, .text($0.value)) }
            + (labels + annotations).map { ValueModel.Entry($0.key, .string($0.value)) }
    }

    package var images: [String] { containers.compactMap(\.image) }

    package var numbers: [NumberModel] {
        let volumes = volumes.flatMap { volume in
            if case .empty(let limit?) = volume.source {
                [NumberModel("limit", limit, in: 1...PodResources.mostMemoryMiB, .mebibytes)]
            } else {
                [NumberModel]()
            }
        }
        let weights = affinities.flatMap { affinity in
            // Source: `PreferredSchedulingTerm` of the Kubernetes API.
            if case .preferNodes(_, _, let weight) = affinity {
                [NumberModel("weight", weight, in: 1...100)]
            } else {
                [NumberModel]()
            }
        }
        return containers.flatMap(\.resources.numbers) + volumes + weights
    }
}
