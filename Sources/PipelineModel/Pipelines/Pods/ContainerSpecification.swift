/// One container of a pod.
package struct ContainerSpecification: Hashable, Sendable, Codable {
    package var name: String
    /// Nil where another manifest that this one is laid over names it.
    package var image: String?
    package var command: [RuntimeText]
    package var arguments: [RuntimeText]
    package var variables: [ContainerVariable]
    package var secrets: [SecretReference]
    /// Kubernetes config maps and secrets whose every entry becomes a variable.
    package var variableSources: [VariableSource]
    package var mounts: [VolumeMount]
    package var resources: PodResources

    package init(name: String, image: String?, command: [RuntimeText], arguments: [RuntimeText]) {
        self.name = name
        self.image = image
        self.command = command
        self.arguments = arguments
        variables = []
        secrets = []
        variableSources = []
        mounts = []
        resources = PodResources()
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        for index in command.indices { visit(&command[index]) }
        for index in arguments.indices { visit(&arguments[index]) }
        for index in variables.indices { visit(&variables[index].value) }
    }
}

/// A variable of a container and its value.
package struct ContainerVariable: Hashable, Sendable, Codable {
    package var name: String
    package var value: RuntimeText

    package init(name: String, value: RuntimeText) {
        self.name = name
        self.value = value
    }
}

/// An entry of a Kubernetes secret, by reference, and the variable that gets its value in the container.
package struct SecretReference: Hashable, Sendable, Codable {
    package var variable: String
    package var secret: String
    package var key: String

    package init(variable: String, secret: String, key: String) {
        self.variable = variable
        self.secret = secret
        self.key = key
    }
}

package enum VariableSource: Hashable, Sendable, Codable {
    case configMap(String)
    case secret(String)
}

/// What a container asks for and may use; what is missing is the cluster's default.
package struct PodResources: Hashable, Sendable, Codable {
    package var milliCPU: Int?
    package var memoryMiB: Int?
    package var milliCPULimit: Int?
    package var memoryLimitMiB: Int?
    /// Extended resources, such as `nvidia.com/gpu`.
    package var devices: [ConfigurationEntry]

    package init() {
        devices = []
    }

    /// 16 TiB: more than the largest machines have.
    package static let mostMemoryMiB = 1 << 24

    package var numbers: [NumberModel] {
        let memory = [("memory", memoryMiB), ("memoryLimit", memoryLimitMiB)].compactMap { name, size in
            size.map { NumberModel(name, $0, in: 1...Self.mostMemoryMiB, .mebibytes) }
        }
        let processors = [("cpu", milliCPU), ("cpuLimit", milliCPULimit)].compactMap { name, amount in
            amount.map { NumberModel(name, $0, in: 1...1_024_000, .milliCPU) }
        }
        let devices = devices.compactMap { device in
            Int(device.value).map { NumberModel(device.key, $0, in: 0...1024) }
        }
        return memory + processors + devices
    }
}
