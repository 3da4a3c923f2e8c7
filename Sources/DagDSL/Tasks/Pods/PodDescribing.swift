package import PipelineModel

/// What describes a pod of Kubernetes: a container that is a task, or the pod of Airflow's worker.
public protocol PodDescribing: Sendable {
    /// The pod as it is described so far.
    var pod: Pod { get set }
}

/// A pod of Kubernetes as its author wrote it: opaque, made by what is a ``PodDescribing``.
public struct Pod: Sendable {
    package var model: PodSpecification
    /// The tasks whose results it holds.
    package var inputs: [TaskDeclaration] = []
}

extension PodDescribing {
    /// Gives the container a variable.
    public func variable(_ name: Name, _ value: RuntimeString) -> Self {
        describing(using: value) { $0.model.main.add(name, value) }
    }

    /// Gives the container many variables.
    public func variables(_ variables: NamedTexts) -> Self {
        variables.entries.reduce(self) { $0.variable($1.name, $1.value) }
    }

    /// Gives the container a variable with an entry of a Kubernetes secret.
    public func variable(_ name: Name, from secret: PodSecret) -> Self {
        describing { $0.model.main.add(name, secret) }
    }

    /// Gives the container a variable for each entry of a config map.
    public func variables(fromConfigMap name: Name) -> Self {
        describing { $0.model.main.variableSources.append(.configMap(name.description)) }
    }

    /// Gives the container a variable for each entry of a Kubernetes secret.
    public func variables(fromSecret name: Name) -> Self {
        describing { $0.model.main.variableSources.append(.secret(name.description)) }
    }

    /// Mounts a volume at a path of the container.
    public func mount(_ volume: PodVolumeSource, at path: Name, subPath: Name? = nil, readOnly: Bool = false) -> Self {
        describing {
            $0.model.main.mounts.append(
                VolumeMount(
                    volume: volume.model.name, path: path.description, subPath: subPath?.description,
                    isReadOnly: readOnly))
            $0.add(volume)
        }
    }

    /// What the container asks for and may use at most.
    public func resources(
        cpu: CPU? = nil, memory: Memory? = nil, cpuLimit: CPU? = nil, memoryLimit: Memory? = nil, gpus: Int? = nil
    ) -> Self {
        describing { $0.model.main.set(cpu, memory, cpuLimit, memoryLimit, gpus) }
    }

    /// A container that runs beside this one for as long as it runs: a proxy, a log shipper. Needs Kubernetes 1.29.
    public func beside(_ sidecar: SideContainer) -> Self {
        describing(using: sidecar) {
            $0.model.sidecars.append(sidecar.model)
            for volume in sidecar.volumes { $0.add(volume) }
        }
    }

    /// A container that runs to its end before this one starts.
    public func after(_ preparation: SideContainer) -> Self {
        describing(using: preparation) {
            $0.model.preparations.append(preparation.model)
            for volume in preparation.volumes { $0.add(volume) }
        }
    }

    /// Runs the pod only on nodes with this label.
    public func onNodes(labelled label: Name, _ value: Name) -> Self {
        describing {
            $0.model.nodeLabels.append(ConfigurationEntry(key: label.description, value: value.description))
        }
    }

    /// Lets the pod run on nodes with this taint.
    public func tolerating(_ key: Name, _ value: Name? = nil, effect: TaintEffect? = nil) -> Self {
        describing {
            $0.model.tolerations.append(
                PodToleration(key: key.description, value: value?.description, effect: effect?.rawValue))
        }
    }

    /// Says near what the pod runs.
    public func affinity(_ affinity: Affinity) -> Self { describing { $0.model.affinities.append(affinity.model) } }

    /// Runs the pod as a service account other than the environment's.
    public func serviceAccount(_ name: Name) -> Self { describing { $0.model.serviceAccount = name.description } }

    /// Pulls images with the credentials of a Kubernetes secret.
    public func imagePullSecret(_ name: Name) -> Self {
        describing { $0.model.imagePullSecrets.append(name.description) }
    }

    /// Labels the pod.
    public func label(_ key: Name, _ value: Name) -> Self {
        describing { $0.model.labels.append(ConfigurationEntry(key: key.description, value: value.description)) }
    }

    /// Annotates the pod.
    public func annotation(_ key: Name, _ value: Name) -> Self {
        describing { $0.model.annotations.append(ConfigurationEntry(key: key.description, value: value.description)) }
    }

    private func describing(using value: (any TaskInputs)? = nil, _ change: (inout Pod) -> Void) -> Self {
        var copy = self
        change(&copy.pod)
        copy.pod.inputs += value?.inputs ?? []
        return copy
    }
}

extension Pod {
    /// A volume that is mounted twice stands in the pod once.
    fileprivate mutating func add(_ volume: PodVolumeSource) {
        if !model.volumes.contains(volume.model) { model.volumes.append(volume.model) }
    }
}
