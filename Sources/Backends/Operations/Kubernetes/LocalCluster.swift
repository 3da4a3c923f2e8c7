import CodeModels
import PipelineModel

/// A cluster in containers on one machine: kind's own configuration, and what Windows needs beside it.
/// Source: https://kind.sigs.k8s.io/docs/user/configuration/
struct LocalCluster {
    let platform: InstalledPlatform
    let local: LocalClusterModel

    /// Nil where the platform runs on a cluster that others made.
    init?(_ platform: InstalledPlatform) {
        guard let local = platform.installation.kind else { return nil }
        self.platform = platform
        self.local = local
    }

    /// One control plane, and the nodes that run pods. Ports of the machine lead to those of the first node, behind which
    /// services listen.
    var configuration: Document {
        let image = Document.string(local.nodeImage)
        let mappings = local.hostPorts.keys.sorted().compactMap { name -> Document? in
            guard let port = local.hostPorts[name], let nodePort = platform.nodePort(of: name) else { return nil }
            return [
                "containerPort": .int(nodePort), "hostPort": .int(port), "listenAddress": "127.0.0.1",
                "protocol": "TCP",
            ]
        }
        let first: Document = [
            "role": "control-plane", "image": image, "extraPortMappings": .array(mappings),
            "kubeadmConfigPatches": [.string(reserved(200)), .string(Self.auditing)],
            "extraMounts": [
                [
                    "hostPath": "./audit-policy.yaml", "containerPath": "/etc/kubernetes/audit-policy.yaml",
                    "readOnly": true,
                ]
            ],
        ]
        let others = (0..<platform.installation.workerNodes).map { _ -> Document in
            ["role": "worker", "image": image, "kubeadmConfigPatches": [.string(reserved(100))]]
        }
        return [
            "kind": "Cluster", "apiVersion": "kind.x-k8s.io/v1alpha4", "name": "platform",
            "nodes": .array([first] + others),
        ]
    }

    /// Each node sees all memory of the machine. What is reserved keeps the scheduler from giving away what the cluster
    /// itself takes.
    private func reserved(_ mebibytes: Int) -> String {
        """
        kind: KubeletConfiguration
        apiVersion: kubelet.config.k8s.io/v1beta1
        kubeReserved:
          memory: \(mebibytes)Mi
        systemReserved:
          memory: 100Mi

        """
    }

    /// Has the API server write down who did what. Its folder is one of the node's, so that the log outlives its pod.
    private static let auditing = """
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            audit-policy-file: /etc/kubernetes/audit-policy.yaml
            audit-log-path: /var/log/kubernetes/audit.log
            audit-log-maxage: "30"
            audit-log-maxbackup: "5"
            audit-log-maxsize: "100"
          extraVolumes:
            - name: audit-policy
              hostPath: /etc/kubernetes/audit-policy.yaml
              mountPath: /etc/kubernetes/audit-policy.yaml
              readOnly: true
              pathType: File
            - name: audit-log
              hostPath: /var/log/kubernetes
              mountPath: /var/log/kubernetes
              pathType: DirectoryOrCreate

        """

    /// What is written down; the first rule that matches counts. Of secrets only who touched which, as the log would
    /// else hold them. Source: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
    static let auditPolicy: Document = [
        "apiVersion": "audit.k8s.io/v1", "kind": "Policy", "omitStages": ["RequestReceived"],
        "rules": [
            ["level": "None", "nonResourceURLs": ["/healthz*", "/livez*", "/readyz*", "/version"]],
            ["level": "None", "resources": [["group": "", "resources": ["events"]]]],
            [
                "level": "None",
                "resources": [["group": "coordination.k8s.io", "resources": ["leases"]]],
            ],
            [
                "level": "None", "userGroups": ["system:nodes"], "verbs": ["get", "list", "watch"],
            ],
            [
                "level": "Metadata",
                "resources": [
                    ["group": "", "resources": ["secrets", "configmaps", "serviceaccounts/token"]],
                    ["group": "authentication.k8s.io", "resources": ["tokenreviews"]],
                    ["group": "bitnami.com", "resources": ["sealedsecrets"]],
                ],
            ],
            ["level": "Request", "verbs": ["create", "update", "patch", "delete", "deletecollection"]],
            ["level": "Metadata"],
        ],
    ]

    /// `.wslconfig`: what Docker Desktop's machine may take of Windows. kind itself cannot bound memory.
    /// Source: https://learn.microsoft.com/windows/wsl/wsl-config
    var machine: String {
        let largest = platform.installation.profiles.map(\.memoryMiB).max() ?? 8192
        let profile = platform.installation.profiles.first { $0.name == platform.installation.defaultProfile }
        return """
            # For the profile \(platform.installation.defaultProfile); the largest one needs \(largest / 1024)GB.
            [wsl2]
            memory=\((profile?.memoryMiB ?? 8192) / 1024)GB
            processors=4
            swap=0
            kernelCommandLine = sysctl.fs.inotify.max_user_instances=512 sysctl.fs.inotify.max_user_watches=524288

            """
    }
}
