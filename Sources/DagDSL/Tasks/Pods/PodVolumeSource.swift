import PipelineModel

/// A folder or files that containers of a pod mount.
public struct PodVolumeSource: Sendable {
    let model: PodVolume

    /// An empty folder that lives as long as the pod.
    public static func empty(_ name: Name, limit: Memory? = nil) -> PodVolumeSource {
        PodVolumeSource(name, .empty(limitMiB: limit?.mebibytes))
    }

    /// A persistent volume, by its claim.
    public static func claim(_ claim: Name, as name: Name) -> PodVolumeSource {
        PodVolumeSource(name, .claim(claim.description))
    }

    /// A file for each entry of a config map.
    public static func configMap(_ map: Name, as name: Name) -> PodVolumeSource {
        PodVolumeSource(name, .configMap(map.description))
    }

    /// A file for each entry of a Kubernetes secret.
    public static func secret(_ secret: Name, as name: Name) -> PodVolumeSource {
        PodVolumeSource(name, .secret(secret.description))
    }

    /// A folder or file of the node on which the pod runs.
    public static func host(_ path: Name, as name: Name) -> PodVolumeSource {
        PodVolumeSource(name, .host(path: path.description))
    }

    private init(_ name: Name, _ source: PodVolume.Source) {
        model = PodVolume(name: name.description, source: source)
    }
}
