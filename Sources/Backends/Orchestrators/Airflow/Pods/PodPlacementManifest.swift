import CodeModels
import PipelineModel

/// On which nodes a pod may run.
///
/// Source: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
extension PodManifest {
    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    static func toleration(_ toleration: PodToleration) -> Manifest {
        var manifest = Manifest("V1Toleration")
        manifest.add("key", toleration.key)
        manifest.add("operator", toleration.value == nil ? "Exists" : "Equal")
        manifest.add("value", toleration.value)
        manifest.add("effect", toleration.effect)
        return manifest
    }

    static func affinity(_ affinities: [PodAffinity]) -> Manifest? {
        var requirements: [Manifest] = []
        var preferences: [Manifest] = []
        var near: [Manifest] = []
        var away: [Manifest] = []
        for affinity in affinities {
            switch affinity {
            case .requireNodes(let label, let values): requirements.append(requirement(label, values))
            case .preferNodes(let label, let values, let weight):
                preferences.append(preference(for: term([requirement(label, values)]), weight: weight))
            case .nearPods(let label, let value, let topology): near.append(pods(label, value, topology))
            case .awayFromPods(let label, let value, let topology): away.append(pods(label, value, topology))
            }
        }
        var manifest = Manifest("V1Affinity")
        manifest.add("nodeAffinity", nodes(requirements, preferences))
        manifest.add("podAffinity", group("V1PodAffinity", near))
        manifest.add("podAntiAffinity", group("V1PodAntiAffinity", away))
        return manifest.fields.isEmpty ? nil : manifest
    }

    /// Requirements of one term must hold together.
    private static func nodes(_ requirements: [Manifest], _ preferences: [Manifest]) -> Manifest? {
        var manifest = Manifest("V1NodeAffinity")
        if !requirements.isEmpty {
            var selector = Manifest("V1NodeSelector")
            selector.add("nodeSelectorTerms", [term(requirements)])
            manifest.add(required, selector)
        }
        manifest.add(preferred, preferences)
        return manifest.fields.isEmpty ? nil : manifest
    }

    private static func term(_ requirements: [Manifest]) -> Manifest {
        var manifest = Manifest("V1NodeSelectorTerm")
        manifest.add("matchExpressions", requirements)
        return manifest
    }

    private static func preference(for term: Manifest, weight: Int) -> Manifest {
        var manifest = Manifest("V1PreferredSchedulingTerm")
        manifest.add("weight", .int(weight))
        manifest.add("preference", term)
        return manifest
    }

    private static func requirement(_ label: String, _ values: [String]) -> Manifest {
        var manifest = Manifest("V1NodeSelectorRequirement")
        manifest.add("key", label)
        manifest.add("operator", "In")
        manifest.add("values", values.map { RuntimeText($0) })
        return manifest
    }

    private static func group(_ type: PythonIdentifier, _ terms: [Manifest]) -> Manifest? {
        guard !terms.isEmpty else { return nil }
        var manifest = Manifest(type)
        manifest.add(required, terms)
        return manifest
    }

    private static func pods(_ label: String, _ value: String, _ topology: String) -> Manifest {
        var selector = Manifest("V1LabelSelector")
        selector.add("matchLabels", [ConfigurationEntry(key: label, value: value)])
        var manifest = Manifest("V1PodAffinityTerm")
        manifest.add("labelSelector", selector)
        manifest.add("topologyKey", topology)
        return manifest
    }
}
