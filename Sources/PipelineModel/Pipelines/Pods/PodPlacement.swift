package struct PodToleration: Hashable, Sendable, Codable {
    package var key: String
    /// Nil tolerates every value.
    package var value: String?
    /// Kubernetes' `NoSchedule`, `PreferNoSchedule` or `NoExecute`; nil tolerates every effect.
    package var effect: String?

    package init(key: String, value: String?, effect: String?) {
        self.key = key
        self.value = value
        self.effect = effect
    }
}

package enum PodAffinity: Hashable, Sendable, Codable {
    case requireNodes(label: String, values: [String])
    case preferNodes(label: String, values: [String], weight: Int)
    /// Beside pods with the label, within nodes that share the topology key.
    case nearPods(label: String, value: String, topology: String)
    case awayFromPods(label: String, value: String, topology: String)
}
