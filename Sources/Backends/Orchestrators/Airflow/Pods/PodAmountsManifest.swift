import CodeModels
import PipelineModel

/// Amounts as Kubernetes writes them.
///
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
extension PodManifest {
    /// Nil leaves everything to the cluster's defaults.
    static func resources(_ resources: PodResources) -> Manifest? {
        var manifest = Manifest("V1ResourceRequirements")
        // Devices are never overcommitted: Kubernetes wants both to be equal.
        manifest.add("requests", amounts(resources.milliCPU, resources.memoryMiB) + resources.devices)
        manifest.add("limits", amounts(resources.milliCPULimit, resources.memoryLimitMiB) + resources.devices)
        return manifest.fields.isEmpty ? nil : manifest
    }

    private static func amounts(_ milliCPU: Int?, _ memoryMiB: Int?) -> [ConfigurationEntry] {
        let cpu = milliCPU.map { ConfigurationEntry(key: "cpu", value: $0 % 1000 == 0 ? "\($0 / 1000)" : "\($0)m") }
        let memory = memoryMiB.map { ConfigurationEntry(key: "memory", value: quantity(mebibytes: $0)) }
        return [cpu, memory].compactMap { $0 }
    }

    private static func quantity(mebibytes: Int) -> String {
        mebibytes % 1024 == 0 ? "\(mebibytes / 1024)Gi" : "\(mebibytes)Mi"
    }

    static func volume(_ volume: PodVolume) -> Manifest {
        var manifest = Manifest("V1Volume")
        manifest.add("name", volume.name)
        switch volume.source {
        case .empty(let limit):
            var source = Manifest("V1EmptyDirVolumeSource")
            source.add("sizeLimit", limit.map { quantity(mebibytes: $0) })
            manifest.add("emptyDir", source)
        case .claim(let claim):
            manifest.add("persistentVolumeClaim", named("V1PersistentVolumeClaimVolumeSource", claim, by: "claimName"))
        case .configMap(let name):
            manifest.add("configMap", named("V1ConfigMapVolumeSource", name))
        case .secret(let name):
            manifest.add("secret", named("V1SecretVolumeSource", name, by: "secretName"))
        case .host(let path): manifest.add("hostPath", named("V1HostPathVolumeSource", path, by: "path"))
        }
        return manifest
    }

    /// An object that only refers to another one.
    static func named(_ type: PythonIdentifier, _ name: String, by field: String = "name") -> Manifest {
        var manifest = Manifest(type)
        manifest.add(field, name)
        return manifest
    }
}
