import CodeModels
import PipelineModel

/// Parts of a pod as the operator takes them: objects of the Kubernetes client, and documents where it takes those.
///
/// Source: https://github.com/kubernetes-client/python/blob/master/kubernetes/README.md#documentation-for-models
enum PodExpression {
    private static func model(_ name: PythonIdentifier, _ arguments: CallArguments) -> PythonExpression {
        .call(.attribute(.imported("kubernetes.client", "models", as: "k8s"), name), arguments.list)
    }

    /// Variables of the main container that secrets fill.
    static func secrets(_ container: ContainerSpecification) -> [PythonExpression] {
        let secret = PythonExpression.imported("airflow.providers.cncf.kubernetes.secret", "Secret")
        let single = container.secrets.map { reference in
            PythonExpression.call(
                secret,
                [
                    .positional(.string("env")), .positional(.string(reference.variable)),
                    .positional(.string(reference.secret)), .positional(.string(reference.key)),
                ])
        }
        let whole = container.variableSources.compactMap { source -> PythonExpression? in
            guard case .secret(let name) = source else { return nil }
            return .call(secret, [.positional(.string("env")), .positional(.none), .positional(.string(name))])
        }
        return single + whole
    }

    static func resources(_ resources: PodResources) -> PythonExpression? {
        let (requests, limits) = requestsAndLimits(resources)
        guard !requests.isEmpty || !limits.isEmpty else { return nil }
        var arguments = CallArguments()
        arguments.add("requests", requests)
        arguments.add("limits", limits)
        return model("V1ResourceRequirements", arguments)
    }

    static func requestsAndLimits(_ resources: PodResources) -> (requests: [PythonDictItem], limits: [PythonDictItem]) {
        var requests = amounts(resources.milliCPU, resources.memoryMiB)
        var limits = amounts(resources.milliCPULimit, resources.memoryLimitMiB)
        // Devices are never overcommitted: Kubernetes wants both to be equal.
        for device in resources.devices {
            requests.append(.pair(.string(device.key), .string(device.value)))
            limits.append(.pair(.string(device.key), .string(device.value)))
        }
        return (requests, limits)
    }

    private static func amounts(_ milliCPU: Int?, _ memoryMiB: Int?) -> [PythonDictItem] {
        var items: [PythonDictItem] = []
        if let milliCPU {
            let text = milliCPU % 1000 == 0 ? "\(milliCPU / 1000)" : "\(milliCPU)m"
            items.append(.pair(.string("cpu"), .string(text)))
        }
        if let memoryMiB {
            let text = memoryMiB % 1024 == 0 ? "\(memoryMiB / 1024)Gi" : "\(memoryMiB)Mi"
            items.append(.pair(.string("memory"), .string(text)))
        }
        return items
    }

    /// Airflow renders some parts of the client's objects and leaves the others as they are.
    static func mount(_ mount: VolumeMount) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("name", literal: mount.volume)
        arguments.add("mount_path", mount.path)
        arguments.add("sub_path", literal: mount.subPath)
        arguments.add("read_only", ifTrue: mount.isReadOnly)
        return model("V1VolumeMount", arguments)
    }

    static func volume(_ volume: PodVolume) -> PythonExpression {
        var source = CallArguments()
        var arguments = CallArguments()
        arguments.add("name", literal: volume.name)
        switch volume.source {
        case .empty(let limit):
            source.add("size_limit", limit.map { $0 % 1024 == 0 ? "\($0 / 1024)Gi" : "\($0)Mi" })
            arguments.add("empty_dir", model("V1EmptyDirVolumeSource", source))
        case .claim(let claim):
            source.add("claim_name", literal: claim)
            arguments.add("persistent_volume_claim", model("V1PersistentVolumeClaimVolumeSource", source))
        case .configMap(let name):
            source.add("name", literal: name)
            arguments.add("config_map", model("V1ConfigMapVolumeSource", source))
        case .secret(let name):
            source.add("secret_name", name)
            arguments.add("secret", model("V1SecretVolumeSource", source))
        }
        return model("V1Volume", arguments)
    }

    static func reference(toSecret name: String) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("name", name)
        return model("V1LocalObjectReference", arguments)
    }

    static func toleration(_ toleration: PodToleration) -> PythonExpression {
        var items: [(String, PythonExpression)] = [("key", .string(toleration.key))]
        if let value = toleration.value {
            items += [("operator", .string("Equal")), ("value", .string(value))]
        } else {
            items.append(("operator", .string("Exists")))
        }
        if let effect = toleration.effect { items.append(("effect", .string(effect))) }
        return object(items)
    }

    static func object(_ items: [(String, PythonExpression)]) -> PythonExpression {
        .dict(items.map { .pair(.string($0.0), $0.1) })
    }
}
