extension KubernetesObject {
    /// How far a sealed secret may be carried before it no longer opens.
    package enum SealScope: String, Sendable, CaseIterable {
        /// It opens in its namespace, under its name.
        case strict
        /// It opens in its namespace, under any name.
        case namespace
        /// It opens anywhere in the cluster.
        case cluster

        /// What its values are bound to. Source: `pkg/crypto` and `docs/crypto.md` of
        /// https://github.com/bitnami-labs/sealed-secrets
        package func label(namespace: String, name: String) -> String {
            switch self {
            case .strict: "\(namespace)/\(name)"
            case .namespace: namespace
            case .cluster: ""
            }
        }

        var annotations: [String: String] {
            switch self {
            case .strict: [:]
            case .namespace: ["sealedsecrets.bitnami.com/namespace-wide": "true"]
            case .cluster: ["sealedsecrets.bitnami.com/cluster-wide": "true"]
            }
        }
    }

    /// A secret as its controller opens it.
    ///
    /// - Parameters:
    ///   - metadata: annotations of its own stay on the sealed one; the scope's stand on both.
    ///   - values: base 64 of what was sealed, by key.
    package static func sealedSecret(
        _ metadata: ObjectMetadata, scope: SealScope, _ values: [String: String]
    ) -> KubernetesObject {
        var outer = metadata
        outer.annotations.merge(scope.annotations) { $1 }
        let inner = ObjectMetadata(metadata.name, in: metadata.namespace, annotations: scope.annotations)
        return KubernetesObject(
            KubernetesType("bitnami.com/v1alpha1", "SealedSecret"), outer,
            [
                (
                    "spec",
                    [
                        "encryptedData": .texts(values),
                        "template": ["metadata": inner.document, "type": "Opaque"],
                    ]
                )
            ])
    }
}
