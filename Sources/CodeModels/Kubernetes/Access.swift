/// What may be done to objects of a cluster.
package struct AccessRule: Hashable, Sendable {
    package enum Verb: String, Hashable, Sendable, CaseIterable {
        case get, list, watch, create, update, patch, delete
    }

    /// Objects that a role may name, with the group that they belong to.
    package enum Resource: String, Hashable, Sendable, CaseIterable {
        case pods
        case podLogs = "pods/log"
        case podExec = "pods/exec"
        case events, services, endpoints, secrets, configmaps, nodes
        case persistentVolumeClaims = "persistentvolumeclaims"
        case sparkApplications = "sparkapplications"
        case sparkApplicationStatus = "sparkapplications/status"
        case jobs

        var group: String {
            switch self {
            case .sparkApplications, .sparkApplicationStatus: "sparkoperator.k8s.io"
            case .jobs: "batch"
            default: ""
            }
        }
    }

    package var resource: Resource
    package var verbs: [Verb]

    package init(_ resource: Resource, _ verbs: Verb...) { self.init(resource, verbs) }

    package init(_ resource: Resource, _ verbs: [Verb]) {
        self.resource = resource
        self.verbs = verbs
    }

    var document: Document {
        [
            "apiGroups": [.string(resource.group)], "resources": [.string(resource.rawValue)],
            "verbs": .texts(verbs.map(\.rawValue)),
        ]
    }
}

extension KubernetesObject {
    /// An account of a component. Its token reaches only pods that ask for it.
    ///
    /// - Parameter mountsToken: whether all its pods get one, for those that are made by others, who do not ask.
    package static func serviceAccount(_ metadata: ObjectMetadata, mountsToken: Bool = false) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("v1", "ServiceAccount"), metadata, [("automountServiceAccountToken", .bool(mountsToken))])
    }

    package static func role(_ metadata: ObjectMetadata, _ rules: [AccessRule]) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("rbac.authorization.k8s.io/v1", "Role"), metadata,
            [("rules", .array(rules.map(\.document)))])
    }

    /// Gives a role of a namespace to an account, which may be of another one.
    package static func roleBinding(
        _ metadata: ObjectMetadata, role: String, account: String, of namespace: String
    ) -> KubernetesObject {
        binding(
            KubernetesType("rbac.authorization.k8s.io/v1", "RoleBinding"), "Role", metadata, role, account, namespace)
    }

    package static func clusterRole(_ metadata: ObjectMetadata, _ rules: [AccessRule]) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("rbac.authorization.k8s.io/v1", "ClusterRole", isNamespaced: false), metadata,
            [("rules", .array(rules.map(\.document)))])
    }

    /// Gives a role over all namespaces to an account.
    package static func clusterRoleBinding(
        _ metadata: ObjectMetadata, role: String, account: String, of namespace: String
    ) -> KubernetesObject {
        binding(
            KubernetesType("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", isNamespaced: false), "ClusterRole",
            metadata, role, account, namespace)
    }

    private static func binding(
        _ type: KubernetesType, _ kind: String, _ metadata: ObjectMetadata, _ role: String, _ account: String,
        _ namespace: String
    ) -> KubernetesObject {
        KubernetesObject(
            type, metadata,
            [
                (
                    "roleRef",
                    [
                        "apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind), "name": .string(role),
                    ]
                ),
                (
                    "subjects",
                    [["kind": "ServiceAccount", "name": .string(account), "namespace": .string(namespace)]]
                ),
            ])
    }
}
