import Diagnostics
import PipelineModel

/// Runs a container to its end, in a pod of the environment's Kubernetes cluster.
public struct Container: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs `image`; without a command and arguments, as the image says.
    public init(
        _ id: TaskID, image: Name, command: [RuntimeString] = [], arguments: [RuntimeString] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        // The name of the operator's own main container.
        let main = ContainerSpecification(
            name: "base", image: image.description, command: command.map(\.model), arguments: arguments.map(\.model))
        declaration = TaskDeclaration(
            id, .container(ContainerModel(main)), at: SourceLocation(file, line, column), using: [command, arguments])
    }

    /// What the container has written to `/airflow/xcom/return.json`, with ``returningResult()``.
    public func result<Value: Sendable>(as type: Value.Type = Value.self) -> TaskResult<Value> {
        TaskResult(producer: declaration)
    }

    /// Takes the JSON that the container writes to `/airflow/xcom/return.json` as the task's result.
    public func returningResult() -> Self { changingPod { $0.returnsResult = true } }

    /// Gives the container a variable.
    public func variable(_ name: Name, _ value: RuntimeString) -> Self {
        changingPod(using: value) { $0.main.add(name, value) }
    }

    /// Gives the container many variables.
    public func variables(_ variables: KeyValuePairs<Name, RuntimeString>) -> Self {
        variables.reduce(self) { $0.variable($1.key, $1.value) }
    }

    /// Gives the container a variable with an entry of a Kubernetes secret.
    public func variable(_ name: Name, from secret: PodSecret) -> Self {
        changingPod { $0.main.add(name, secret) }
    }

    /// Gives the container a variable for each entry of a config map.
    public func variables(fromConfigMap name: Name) -> Self {
        changingPod { $0.main.variableSources.append(.configMap(name.description)) }
    }

    /// Gives the container a variable for each entry of a Kubernetes secret.
    public func variables(fromSecret name: Name) -> Self {
        changingPod { $0.main.variableSources.append(.secret(name.description)) }
    }

    /// Mounts a volume at a path of the container.
    public func mount(_ volume: PodVolumeSource, at path: Name, subPath: Name? = nil, readOnly: Bool = false) -> Self {
        changingPod {
            $0.main.mounts.append(
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
        changingPod { $0.main.set(cpu, memory, cpuLimit, memoryLimit, gpus) }
    }

    /// A container that runs beside this one for as long as it runs: a proxy, a log shipper. Needs Kubernetes 1.29.
    public func beside(_ sidecar: SideContainer) -> Self {
        changingPod(using: sidecar) {
            $0.sidecars.append(sidecar.model)
            for volume in sidecar.volumes { $0.add(volume) }
        }
    }

    /// A container that runs to its end before this one starts.
    public func after(_ preparation: SideContainer) -> Self {
        changingPod(using: preparation) {
            $0.preparations.append(preparation.model)
            for volume in preparation.volumes { $0.add(volume) }
        }
    }

    /// Runs the pod only on nodes with this label.
    public func onNodes(labelled label: Name, _ value: Name) -> Self {
        changingPod {
            $0.nodeLabels.append(ConfigurationEntry(key: label.description, value: value.description))
        }
    }

    /// Lets the pod run on nodes with this taint.
    public func tolerating(_ key: Name, _ value: Name? = nil, effect: TaintEffect? = nil) -> Self {
        changingPod {
            $0.tolerations.append(
                PodToleration(key: key.description, value: value?.description, effect: effect?.rawValue))
        }
    }

    /// Says near what the pod runs.
    public func affinity(_ affinity: Affinity) -> Self { changingPod { $0.affinities.append(affinity.model) } }

    /// Runs the pod as a service account other than the environment's.
    public func serviceAccount(_ name: Name) -> Self { changingPod { $0.serviceAccount = name.description } }

    /// Pulls images with the credentials of a Kubernetes secret.
    public func imagePullSecret(_ name: Name) -> Self { changingPod { $0.imagePullSecrets.append(name.description) } }

    /// Labels the pod.
    public func label(_ key: Name, _ value: Name) -> Self {
        changingPod { $0.labels.append(ConfigurationEntry(key: key.description, value: value.description)) }
    }

    /// Annotates the pod.
    public func annotation(_ key: Name, _ value: Name) -> Self {
        changingPod { $0.annotations.append(ConfigurationEntry(key: key.description, value: value.description)) }
    }

    /// Fails a try whose pod has not started after so long.
    public func startTimeout(_ limit: Duration) -> Self { changingPod { $0.startTimeout = limit.wholeSeconds } }

    /// Leaves a failed pod in the cluster, for people to look at.
    public func keepingFailedPods() -> Self { changingPod { $0.keepsFailedPod = true } }

    /// Waits for the pod in the triggerer, without a worker's slot.
    public func deferred() -> Self { changingPod { $0.deferrable = true } }

    private func changingPod(using value: (any TaskInputs)? = nil, _ change: (inout ContainerModel) -> Void) -> Self {
        changing(using: value.map { [$0] } ?? []) { task in
            guard case .container(var model) = task.kind else { return }
            change(&model)
            task.kind = .container(model)
        }
    }
}

extension ContainerModel {
    /// A volume that is mounted twice stands in the pod once.
    fileprivate mutating func add(_ volume: PodVolumeSource) {
        if !volumes.contains(volume.model) { volumes.append(volume.model) }
    }
}
