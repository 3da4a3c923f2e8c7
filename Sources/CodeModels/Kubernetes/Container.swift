/// A container of a pod. It may write only where a volume is mounted, and gains no rights.
package struct Container: Equatable, Sendable {
    package var name: String
    package var image: String
    package var command: [String] = []
    package var arguments: [String] = []
    package var variables: [EnvironmentVariable] = []
    package var ports: [ContainerPort] = []
    package var mounts: [Mount] = []
    package var resources: ContainerResources
    /// Whether it may write to the folders of its image.
    package var writesItsImage = false
    package var startup: Probe?
    package var readiness: Probe?
    package var liveness: Probe?

    package init(_ name: String, image: String, resources: ContainerResources) {
        self.name = name
        self.image = image
        self.resources = resources
    }

    package var document: Document {
        .given([
            ("name", .string(name)), ("image", .string(image)), ("imagePullPolicy", "IfNotPresent"),
            ("command", .texts(command)), ("args", .texts(arguments)), ("env", .array(variables.map(\.document))),
            ("ports", .array(ports.map(\.document))), ("volumeMounts", .array(mounts.map(\.document))),
            ("resources", resources.document), ("startupProbe", startup?.document),
            ("readinessProbe", readiness?.document), ("livenessProbe", liveness?.document),
            ("securityContext", Container.confined(writesItsImage: writesItsImage)),
        ])
    }

    /// What the level `restricted` asks of each container, and a file system that cannot be written.
    /// Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
    package static func confined(writesItsImage: Bool = false) -> Document {
        [
            "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": .bool(!writesItsImage),
            "capabilities": ["drop": ["ALL"]],
        ]
    }
}

/// A variable of a container's environment. What is secret is only named.
package enum EnvironmentVariable: Equatable, Sendable {
    case text(String, String)
    case secret(String, name: String, key: String)
    /// Something of the pod itself, such as `metadata.name`.
    case field(String, path: String)

    var document: Document {
        switch self {
        case .text(let name, let value): ["name": .string(name), "value": .string(value)]
        case .secret(let name, let secret, let key):
            [
                "name": .string(name),
                "valueFrom": ["secretKeyRef": ["name": .string(secret), "key": .string(key)]],
            ]
        case .field(let name, let path):
            ["name": .string(name), "valueFrom": ["fieldRef": ["fieldPath": .string(path)]]]
        }
    }
}

/// A port that a container listens on.
package struct ContainerPort: Hashable, Sendable {
    package enum Transport: String, Hashable, Sendable {
        case tcp = "TCP"
        case udp = "UDP"
    }

    package var name: String
    package var number: Int
    package var transport: Transport

    package init(_ name: String, _ number: Int, _ transport: Transport = .tcp) {
        self.name = name
        self.number = number
        self.transport = transport
    }

    var document: Document {
        .given([
            ("name", .string(name)), ("containerPort", .int(number)),
            ("protocol", transport == .tcp ? nil : .string(transport.rawValue)),
        ])
    }
}

/// How Kubernetes learns of a container that it works. A probe never asks for what others do: a database that is down
/// must not restart all that use it.
package struct Probe: Equatable, Sendable {
    package enum Question: Equatable, Sendable {
        case http(path: String, port: Int)
        case tcp(port: Int)
        case command([String])
    }

    package var question: Question
    /// Seconds between two questions.
    package var every: Int
    /// Seconds for an answer; fewer than between two questions.
    package var timeout: Int
    /// How many questions in a row may go without a good answer.
    package var failures: Int

    package init(_ question: Question, every: Int = 10, timeout: Int = 5, failures: Int = 3) {
        precondition(timeout < every, "a probe's answer may take \(timeout) of \(every) seconds")
        self.question = question
        self.every = every
        self.timeout = timeout
        self.failures = failures
    }

    var document: Document {
        let asked: (String, Document?) =
            switch question {
            case .http(let path, let port): ("httpGet", ["path": .string(path), "port": .int(port)])
            case .tcp(let port): ("tcpSocket", ["port": .int(port)])
            case .command(let words): ("exec", ["command": .texts(words)])
            }
        return .given([
            asked, ("periodSeconds", .int(every)), ("timeoutSeconds", .int(timeout)),
            ("failureThreshold", .int(failures)),
        ])
    }
}
