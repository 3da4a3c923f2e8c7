/// What a pod is made of.
package struct KubernetesPod: Equatable, Sendable {
    package var serviceAccount: String
    /// Whether it calls the cluster's own API. Only then does it get a token.
    package var callsCluster = false
    /// The user and group that its processes have and that its volumes belong to.
    package var user: Int
    package var priorityClass: String?
    package var initContainers: [Container] = []
    package var containers: [Container]
    package var volumes: [Volume] = []
    /// Nil where the workload decides it.
    package var restarts: Restarts?
    /// Seconds for an orderly end.
    package var graceSeconds = 30
    /// Whether it runs on nodes of whatever taint.
    package var runsOnEveryNode = false
    /// The name of the label whose value no two of the pods on one node share, where that can be.
    package var spreadBy: (label: String, value: String)?

    package enum Restarts: String, Sendable {
        case never = "Never"
        case onFailure = "OnFailure"
    }

    package init(serviceAccount: String, user: Int, containers: [Container]) {
        self.serviceAccount = serviceAccount
        self.user = user
        self.containers = containers
    }

    package static func == (left: KubernetesPod, right: KubernetesPod) -> Bool { left.document == right.document }

    package var document: Document {
        .given([
            ("serviceAccountName", .string(serviceAccount)), ("automountServiceAccountToken", .bool(callsCluster)),
            // Variables for every service of the namespace are of no use and may shadow a program's own.
            ("enableServiceLinks", false), ("priorityClassName", priorityClass.map { .string($0) }),
            ("securityContext", securityContext), ("restartPolicy", restarts.map { .string($0.rawValue) }),
            ("terminationGracePeriodSeconds", .int(graceSeconds)),
            ("tolerations", runsOnEveryNode ? [["operator": "Exists"]] : nil),
            ("topologySpreadConstraints", spread),
            ("initContainers", .array(initContainers.map(\.document))),
            ("containers", .array(containers.map(\.document))), ("volumes", .array(volumes.map(\.document))),
        ])
    }

    private var securityContext: Document {
        let seccomp: Document = ["type": "RuntimeDefault"]
        if user == 0 { return ["seccompProfile": seccomp] }
        return [
            "runAsNonRoot": true, "runAsUser": .int(user), "runAsGroup": .int(user), "fsGroup": .int(user),
            "fsGroupChangePolicy": "OnRootMismatch", "seccompProfile": seccomp,
        ]
    }

    private var spread: Document? {
        spreadBy.map { label, value in
            [
                [
                    "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway",
                    "labelSelector": ["matchLabels": .texts([label: value])],
                ]
            ]
        }
    }
}

/// What containers of a pod may mount.
package struct Volume: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        /// A folder that ends with the pod.
        case scratch(limitMiB: Int?)
        case configMap(String)
        /// All keys of a secret, for the pod's group alone to read.
        case secret(String)
        case claim(String)
        /// A folder of the node.
        case host(path: String)
        /// The same, made where it is not.
        case hostMade(path: String)
    }

    package var name: String
    package var source: Source

    package init(_ name: String, _ source: Source) {
        self.name = name
        self.source = source
    }

    var document: Document {
        let field: (key: String, value: Document) =
            switch source {
            case .scratch(let limit):
                ("emptyDir", .given([("sizeLimit", limit.map { Quantity.mebibytes($0).document })]))
            case .configMap(let name): ("configMap", ["name": .string(name)])
            // 0440
            case .secret(let name): ("secret", ["secretName": .string(name), "defaultMode": 288])
            case .claim(let name): ("persistentVolumeClaim", ["claimName": .string(name)])
            case .host(let path): ("hostPath", ["path": .string(path), "type": "Directory"])
            case .hostMade(let path): ("hostPath", ["path": .string(path), "type": "DirectoryOrCreate"])
            }
        return .object(DocumentObject([(key: "name", value: .string(name)), field]))
    }
}

/// Where a container finds a volume.
package struct Mount: Equatable, Sendable {
    package var volume: String
    package var path: String
    package var isReadOnly: Bool
    /// One file or folder of the volume. It does not follow changes of a secret or configuration.
    package var part: String?

    package init(_ volume: String, at path: String, readOnly: Bool = false, part: String? = nil) {
        self.volume = volume
        self.path = path
        isReadOnly = readOnly
        self.part = part
    }

    var document: Document {
        .given([
            ("name", .string(volume)), ("mountPath", .string(path)), ("subPath", part.map { .string($0) }),
            ("readOnly", isReadOnly ? true : nil),
        ])
    }
}
