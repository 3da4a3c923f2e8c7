/// What bounds a namespace, and what holds for all of a cluster.
extension KubernetesObject {
    /// How much pods of a namespace may do to a node.
    /// Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
    package enum PodSecurityLevel: String, Sendable {
        case restricted, baseline, privileged
    }

    package static func namespace(
        _ name: String, level: PodSecurityLevel, labels: [String: String]
    ) -> KubernetesObject {
        let modes = ["enforce", "audit", "warn"]
        let security = Dictionary(
            uniqueKeysWithValues: modes.map { ("pod-security.kubernetes.io/\($0)", level.rawValue) })
        return KubernetesObject(
            KubernetesType("v1", "Namespace", isNamespaced: false),
            ObjectMetadata(name, labels: labels.merging(security) { $1 }), [])
    }

    /// What all pods of a namespace may ask for together. Each container then needs a limit of its own.
    package static func resourceQuota(
        _ metadata: ObjectMetadata, requestMiB: Int, limitMiB: Int, requestMilliCPU: Int, pods: Int, storageMiB: Int
    ) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("v1", "ResourceQuota"), metadata,
            [
                (
                    "spec",
                    [
                        "hard": [
                            "requests.memory": Quantity.mebibytes(requestMiB).document,
                            "limits.memory": Quantity.mebibytes(limitMiB).document,
                            "requests.cpu": Quantity.milliCPU(requestMilliCPU).document,
                            "pods": Quantity.count(pods).document,
                            "requests.storage": Quantity.mebibytes(storageMiB).document,
                        ]
                    ]
                )
            ])
    }

    /// What a container gets that says nothing itself.
    package static func limitRange(_ metadata: ObjectMetadata, _ usual: ContainerResources) -> KubernetesObject {
        precondition(usual.limitMiB >= usual.requestMiB, "a limit below the request is refused")
        return KubernetesObject(
            KubernetesType("v1", "LimitRange"), metadata,
            [
                (
                    "spec",
                    [
                        "limits": [
                            [
                                "type": "Container",
                                "defaultRequest": [
                                    "cpu": Quantity.milliCPU(usual.requestMilliCPU).document,
                                    "memory": Quantity.mebibytes(usual.requestMiB).document,
                                ], "default": ["memory": Quantity.mebibytes(usual.limitMiB).document],
                            ]
                        ]
                    ]
                )
            ])
    }

    /// How many pods a drain of nodes may take away at a time. A share that must stay would block drains of what has one
    /// replica.
    package static func disruptionBudget(
        _ metadata: ObjectMetadata, maxUnavailable: Int, selector: [String: String]
    ) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("policy/v1", "PodDisruptionBudget"), metadata,
            [
                (
                    "spec",
                    ["maxUnavailable": .int(maxUnavailable), "selector": ["matchLabels": .texts(selector)]]
                )
            ])
    }

    /// - Parameter value: whoever has more goes before others and is the last to be evicted. Those of the system are above
    ///   1,000,000,000.
    package static func priorityClass(_ name: String, value: Int, purpose: String) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("scheduling.k8s.io/v1", "PriorityClass", isNamespaced: false), ObjectMetadata(name),
            [("value", .int(value)), ("globalDefault", false), ("description", .string(purpose))])
    }

    /// Disks that stay when their claim is deleted, and are made on the node where the pod first runs.
    package static func storageClass(_ name: String, provisioner: String) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("storage.k8s.io/v1", "StorageClass", isNamespaced: false), ObjectMetadata(name),
            [
                ("provisioner", .string(provisioner)), ("reclaimPolicy", "Retain"),
                ("volumeBindingMode", "WaitForFirstConsumer"), ("allowVolumeExpansion", false),
            ])
    }
}
