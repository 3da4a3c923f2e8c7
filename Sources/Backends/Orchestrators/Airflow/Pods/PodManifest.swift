import CodeModels
import PipelineModel

/// A pod and its parts in the words of the Kubernetes API.
///
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
enum PodManifest {
    /// What is laid over another pod, or what makes a whole one of it.
    static func pod(_ pod: PodSpecification) -> Manifest {
        var metadata = Manifest("V1ObjectMeta")
        metadata.add("labels", pod.labels)
        metadata.add("annotations", pod.annotations)
        var manifest = Manifest("V1Pod")
        if !metadata.fields.isEmpty { manifest.add("metadata", metadata) }
        manifest.add("spec", specification(pod))
        return manifest
    }

    static func specification(_ pod: PodSpecification) -> Manifest {
        var manifest = Manifest("V1PodSpec")
        manifest.add("initContainers", initContainers(pod))
        manifest.add("containers", [container(pod.main)])
        manifest.add("volumes", pod.volumes.map(volume))
        manifest.add("nodeSelector", pod.nodeLabels)
        manifest.add("tolerations", pod.tolerations.map(toleration))
        manifest.add("affinity", affinity(pod.affinities))
        manifest.add("serviceAccountName", pod.serviceAccount)
        manifest.add("imagePullSecrets", pod.imagePullSecrets.map(reference))
        return manifest
    }

    /// A sidecar is an init container that never ends; Kubernetes stops it after the main one.
    static func initContainers(_ pod: PodSpecification) -> [Manifest] {
        pod.preparations.map { container($0) } + pod.sidecars.map { container($0, isSidecar: true) }
    }

    private static func container(_ container: ContainerSpecification, isSidecar: Bool = false) -> Manifest {
        var manifest = Manifest("V1Container")
        manifest.add("name", container.name)
        manifest.add("image", container.image)
        if isSidecar { manifest.add("restartPolicy", "Always") }
        manifest.add("command", container.command)
        manifest.add("args", container.arguments)
        manifest.add("envFrom", container.variableSources.map(source))
        manifest.add("env", container.variables.map(variable) + container.secrets.map(variable))
        manifest.add("resources", resources(container.resources))
        manifest.add("volumeMounts", container.mounts.map(mount))
        return manifest
    }

    private static func variable(_ variable: ContainerVariable) -> Manifest {
        var manifest = Manifest("V1EnvVar")
        manifest.add("name", variable.name)
        manifest.add("value", .text(variable.value))
        return manifest
    }

    private static func variable(_ secret: SecretReference) -> Manifest {
        var selector = Manifest("V1SecretKeySelector")
        selector.add("name", secret.secret)
        selector.add("key", secret.key)
        var source = Manifest("V1EnvVarSource")
        source.add("secretKeyRef", selector)
        var manifest = Manifest("V1EnvVar")
        manifest.add("name", secret.variable)
        manifest.add("valueFrom", source)
        return manifest
    }

    private static func source(_ source: VariableSource) -> Manifest {
        var manifest = Manifest("V1EnvFromSource")
        switch source {
        case .configMap(let name): manifest.add("configMapRef", named("V1ConfigMapEnvSource", name))
        case .secret(let name): manifest.add("secretRef", named("V1SecretEnvSource", name))
        }
        return manifest
    }

    static func mount(_ mount: VolumeMount) -> Manifest {
        var manifest = Manifest("V1VolumeMount")
        manifest.add("name", mount.volume)
        manifest.add("mountPath", mount.path)
        manifest.add("subPath", mount.subPath)
        manifest.add("readOnly", ifTrue: mount.isReadOnly)
        return manifest
    }

    static func reference(toSecret name: String) -> Manifest { named("V1LocalObjectReference", name) }
}
