/// A container that runs to its end in a pod of the environment's Kubernetes cluster.
package struct ContainerModel: KindModel {
    package var main: ContainerSpecification
    package var sidecars: [ContainerSpecification]
    package var preparations: [ContainerSpecification]
    package var volumes: [PodVolume]
    package var labels: [ConfigurationEntry]
    package var annotations: [ConfigurationEntry]
    package var nodeLabels: [ConfigurationEntry]
    package var tolerations: [PodToleration]
    package var affinities: [PodAffinity]
    package var serviceAccount: String?
    package var imagePullSecrets: [String]
    package var returnsResult: Bool
    /// Seconds that the pod may take to start.
    package var startTimeout: Int?
    package var keepsFailedPod: Bool
    package var deferrable: Bool

    package init(_ main: ContainerSpecification) {
        self.main = main
        sidecars = []
        preparations = []
        volumes = []
        labels = []
        annotations = []
        nodeLabels = []
        tolerations = []
        affinities = []
        imagePullSecrets = []
        returnsResult = false
        keepsFailedPod = false
        deferrable = false
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        main.visitTexts(visit)
        for index in sidecars.indices { sidecars[index].visitTexts(visit) }
        for index in preparations.indices { preparations[index].visitTexts(visit) }
    }

    package var texts: [RuntimeText] {
        var copy = self
        var found: [RuntimeText] = []
        copy.visitTexts { found.append($0) }
        return found + (labels + annotations).map { RuntimeText($0.value) }
    }

    package var platforms: [PlatformNeed] { [.kubernetes] }
}

/// One container of a pod.
package struct ContainerSpecification: Hashable, Sendable, Codable {
    package var name: String
    package var image: String
    package var command: [RuntimeText]
    package var arguments: [RuntimeText]
    package var variables: [ValueModel.Entry]
    package var secrets: [SecretReference]
    /// Kubernetes config maps and secrets whose every entry becomes a variable.
    package var variableSources: [VariableSource]
    package var mounts: [VolumeMount]
    package var resources: PodResources

    package init(name: String, image: String, command: [RuntimeText], arguments: [RuntimeText]) {
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
        variables.visitTexts(visit)
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

package struct VolumeMount: Hashable, Sendable, Codable {
    package var volume: String
    package var path: String
    package var subPath: String?
    package var isReadOnly: Bool

    package init(volume: String, path: String, subPath: String?, isReadOnly: Bool) {
        self.volume = volume
        self.path = path
        self.subPath = subPath
        self.isReadOnly = isReadOnly
    }
}

package struct PodVolume: Hashable, Sendable, Codable {
    package enum Source: Hashable, Sendable, Codable {
        case empty(limitMiB: Int?)
        case claim(String)
        case configMap(String)
        case secret(String)
    }

    package var name: String
    package var source: Source

    package init(name: String, source: Source) {
        self.name = name
        self.source = source
    }
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
}

package struct PodToleration: Hashable, Sendable, Codable {
    package var key: String
    /// Nil tolerates every value.
    package var value: String?
    /// Kubernetes' `NoSchedule`, `PreferNoSchedule` or `NoExecute`; nil tolerates every effect.
    package var effect: String?

    package init(key: String, value: String?, effect: String?) {
        self.key = key
        self.value = value
        self.effect = effect
    }
}

package enum PodAffinity: Hashable, Sendable, Codable {
    case requireNodes(label: String, values: [String])
    case preferNodes(label: String, values: [String], weight: Int)
    /// Beside pods with the label, within nodes that share the topology key.
    case nearPods(label: String, value: String, topology: String)
    case awayFromPods(label: String, value: String, topology: String)
}
