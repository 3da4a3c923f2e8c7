import PipelineModel

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
