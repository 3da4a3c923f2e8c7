package import PipelineModel

/// A container beside another one in its pod, or one that prepares for it.
public struct SideContainer: Sendable, TaskInputs {
    package var model: ContainerSpecification
    package var inputs: [TaskDeclaration]
    var volumes: [PodVolumeSource] = []

    /// Runs `image`; without a command and arguments, as the image says.
    public init(_ name: Name, image: Name, command: [RuntimeString] = [], arguments: [RuntimeString] = []) {
        model = ContainerSpecification(
            name: name.description, image: image.description, command: command.map(\.model),
            arguments: arguments.map(\.model))
        inputs = command.inputs + arguments.inputs
    }

    /// Gives the container a variable.
    public func variable(_ name: Name, _ value: RuntimeString) -> SideContainer {
        changing {
            $0.model.add(name, value)
            $0.inputs += value.inputs
        }
    }

    /// Gives the container a variable with an entry of a Kubernetes secret.
    public func variable(_ name: Name, from secret: PodSecret) -> SideContainer {
        changing { $0.model.add(name, secret) }
    }

    /// Mounts a volume at a path of the container.
    public func mount(_ volume: PodVolumeSource, at path: Name, readOnly: Bool = false) -> SideContainer {
        changing {
            $0.model.mounts.append(
                VolumeMount(volume: volume.model.name, path: path.description, subPath: nil, isReadOnly: readOnly))
            $0.volumes.append(volume)
        }
    }

    /// What the container asks for and may use at most.
    public func resources(
        cpu: CPU? = nil, memory: Memory? = nil, cpuLimit: CPU? = nil, memoryLimit: Memory? = nil
    ) -> SideContainer {
        changing { $0.model.set(cpu, memory, cpuLimit, memoryLimit, nil) }
    }

    private func changing(_ change: (inout SideContainer) -> Void) -> SideContainer {
        var copy = self
        change(&copy)
        return copy
    }
}

/// An entry of a Kubernetes secret. Only the reference stands in generated files.
public struct PodSecret: Sendable {
    let name: Name
    let key: Name

    /// The entry `key` of the secret `name`.
    public init(_ name: Name, key: Name) {
        self.name = name
        self.key = key
    }
}

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

    private init(_ name: Name, _ source: PodVolume.Source) {
        model = PodVolume(name: name.description, source: source)
    }
}

/// An amount of processor time.
public struct CPU: Sendable {
    let milli: Int

    /// So many whole cores.
    public static func cores(_ count: Int) -> CPU { CPU(milli: count * 1000) }

    /// So many thousandths of a core.
    public static func milli(_ count: Int) -> CPU { CPU(milli: count) }
}

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

extension ContainerSpecification {
    mutating func add(_ name: Name, _ value: RuntimeString) {
        variables.append(ContainerVariable(name: name.description, value: value.model))
    }

    mutating func add(_ name: Name, _ secret: PodSecret) {
        secrets.append(
            SecretReference(
                variable: name.description, secret: secret.name.description, key: secret.key.description))
    }

    mutating func set(_ cpu: CPU?, _ memory: Memory?, _ cpuLimit: CPU?, _ memoryLimit: Memory?, _ gpus: Int?) {
        resources.milliCPU = cpu?.milli ?? resources.milliCPU
        resources.memoryMiB = memory?.mebibytes ?? resources.memoryMiB
        resources.milliCPULimit = cpuLimit?.milli ?? resources.milliCPULimit
        resources.memoryLimitMiB = memoryLimit?.mebibytes ?? resources.memoryLimitMiB
        if let gpus { resources.devices = [ConfigurationEntry(key: "nvidia.com/gpu", value: "\(gpus)")] }
    }
}
