import PipelineModel

/// What a taint does to pods that do not tolerate it.
public enum TaintEffect: String, Sendable {
    /// They do not start there.
    case noSchedule = "NoSchedule"
    /// They start there only when nowhere else can take them.
    case preferNoSchedule = "PreferNoSchedule"
    /// They are moved away.
    case noExecute = "NoExecute"
}

/// Near what a pod runs.
public struct Affinity: Sendable {
    let model: PodAffinity

    /// On nodes whose label has one of these values.
    public static func nodes(_ label: Name, in values: Name...) -> Affinity {
        Affinity(model: .requireNodes(label: label.description, values: values.map(\.description)))
    }

    /// Rather on nodes whose label has one of these values; a weight of 100 counts most.
    public static func preferredNodes(_ label: Name, in values: Name..., weight: Int = 100) -> Affinity {
        Affinity(
            model: .preferNodes(label: label.description, values: values.map(\.description), weight: weight))
    }

    /// Where a pod with this label runs: on the same node, or in the same place by another topology key.
    public static func near(_ label: Name, _ value: Name, topology: Name = "kubernetes.io/hostname") -> Affinity {
        Affinity(
            model: .nearPods(label: label.description, value: value.description, topology: topology.description))
    }

    /// Where no pod with this label runs.
    public static func awayFrom(_ label: Name, _ value: Name, topology: Name = "kubernetes.io/hostname") -> Affinity {
        Affinity(
            model: .awayFromPods(label: label.description, value: value.description, topology: topology.description))
    }
}
