/// What keeps pods running.
extension KubernetesObject {
    /// Pods without a memory of their own. One that replaces another waits until that has gone, so that an update takes
    /// no more of the cluster than what runs.
    package static func deployment(
        _ metadata: ObjectMetadata, replicas: Int, selector: [String: String], _ pod: KubernetesPod
    ) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("apps/v1", "Deployment"), metadata,
            [
                (
                    "spec",
                    .given([
                        ("replicas", .int(replicas)), ("revisionHistoryLimit", 3),
                        (
                            "strategy",
                            ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 0, "maxUnavailable": 1]]
                        ),
                        ("selector", ["matchLabels": .texts(selector)]),
                        ("template", template(metadata, selector, pod)),
                    ])
                )
            ])
    }

    /// A claim of a disk for each pod of a stateful set.
    package struct DiskClaim: Equatable, Sendable {
        package var name: String
        package var sizeMiB: Int
        package var storageClass: String

        package init(_ name: String, sizeMiB: Int, storageClass: String) {
            self.name = name
            self.sizeMiB = sizeMiB
            self.storageClass = storageClass
        }
    }

    /// Pods with names and disks that last. The disks stay when the set is deleted or made smaller.
    package static func statefulSet(
        _ metadata: ObjectMetadata, replicas: Int, service: String, selector: [String: String], claims: [DiskClaim],
        _ pod: KubernetesPod
    ) -> KubernetesObject {
        let templates = claims.map { claim -> Document in
            [
                "metadata": ["name": .string(claim.name)],
                "spec": [
                    "accessModes": ["ReadWriteOnce"], "storageClassName": .string(claim.storageClass),
                    "resources": ["requests": ["storage": Quantity.mebibytes(claim.sizeMiB).document]],
                ],
            ]
        }
        return KubernetesObject(
            KubernetesType("apps/v1", "StatefulSet"), metadata,
            [
                (
                    "spec",
                    .given([
                        ("replicas", .int(replicas)), ("serviceName", .string(service)), ("revisionHistoryLimit", 3),
                        ("podManagementPolicy", "Parallel"),
                        (
                            "persistentVolumeClaimRetentionPolicy",
                            claims.isEmpty ? nil : ["whenDeleted": "Retain", "whenScaled": "Retain"]
                        ),
                        ("selector", ["matchLabels": .texts(selector)]),
                        ("template", template(metadata, selector, pod)), ("volumeClaimTemplates", .array(templates)),
                    ])
                )
            ])
    }

    /// A pod on every node.
    package static func daemonSet(
        _ metadata: ObjectMetadata, selector: [String: String], _ pod: KubernetesPod
    ) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("apps/v1", "DaemonSet"), metadata,
            [
                (
                    "spec",
                    .given([
                        ("revisionHistoryLimit", 3),
                        (
                            "updateStrategy", ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 1]]
                        ),
                        ("selector", ["matchLabels": .texts(selector)]),
                        ("template", template(metadata, selector, pod)),
                    ])
                )
            ])
    }

    /// The pod as a workload makes it. Its labels are those of the workload, so that a selector of some of them cannot
    /// miss it.
    static func template(
        _ metadata: ObjectMetadata, _ selector: [String: String], _ pod: KubernetesPod
    ) -> Document {
        let labels = metadata.labels.merging(selector) { _, selected in selected }
        return [
            "metadata": .given([("labels", .texts(labels)), ("annotations", .texts(metadata.annotations))]),
            "spec": pod.document,
        ]
    }
}
