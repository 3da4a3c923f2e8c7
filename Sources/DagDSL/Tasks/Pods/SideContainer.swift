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
