/// Who may open a connection to whom. What no policy allows is refused, once a policy of that direction holds for a pod.
package struct NetworkPolicy: Equatable, Sendable {
    /// One end of a connection that is not the pods that the policy is about.
    package enum Peer: Hashable, Sendable {
        /// Pods with all of these labels in one namespace: both have to hold.
        case pods([String: String], namespace: String)
        /// Every pod of a namespace.
        case namespace(String)
        /// Addresses, such as `10.0.0.0/8`, but for some of them.
        case addresses(String, except: [String] = [])
    }

    package struct Port: Hashable, Sendable {
        /// Of the pod, never of a service before it.
        package var number: Int
        package var transport: ContainerPort.Transport

        package init(_ number: Int, _ transport: ContainerPort.Transport = .tcp) {
            self.number = number
            self.transport = transport
        }
    }

    package struct Rule: Hashable, Sendable {
        package var peers: [Peer]
        package var ports: [Port]

        package init(_ peers: [Peer], ports: [Port]) {
            self.peers = peers
            self.ports = ports
        }
    }

    /// The labels of the pods that it is about; none is every pod of the namespace.
    package var selector: [String: String]
    /// Nil leaves the direction to other policies; empty refuses all of it.
    package var ingress: [Rule]?
    package var egress: [Rule]?

    package init(of selector: [String: String], ingress: [Rule]?, egress: [Rule]?) {
        self.selector = selector
        self.ingress = ingress
        self.egress = egress
    }
}

extension KubernetesObject {
    /// Directions that are limited stand as types of the policy, without which rules would not count.
    package static func networkPolicy(_ metadata: ObjectMetadata, _ policy: NetworkPolicy) -> KubernetesObject {
        let types = [policy.ingress.map { _ in "Ingress" }, policy.egress.map { _ in "Egress" }].compactMap(\.self)
        var spec: DocumentObject = [
            "podSelector": policy.selector.isEmpty ? [:] : ["matchLabels": .texts(policy.selector)],
            "policyTypes": .texts(types),
        ]
        if let ingress = policy.ingress, !ingress.isEmpty {
            spec["ingress"] = .array(ingress.map { $0.document("from") })
        }
        if let egress = policy.egress, !egress.isEmpty { spec["egress"] = .array(egress.map { $0.document("to") }) }
        return KubernetesObject(
            KubernetesType("networking.k8s.io/v1", "NetworkPolicy"), metadata, [("spec", .object(spec))])
    }
}

extension NetworkPolicy.Rule {
    fileprivate func document(_ direction: String) -> Document {
        .given([
            (direction, .array(peers.map(\.document))),
            (
                "ports",
                .array(ports.map { ["protocol": .string($0.transport.rawValue), "port": .int($0.number)] })
            ),
        ])
    }
}

extension NetworkPolicy.Peer {
    /// Every namespace has had the label with its name since Kubernetes 1.22.
    package static let namespaceLabel = "kubernetes.io/metadata.name"

    fileprivate var document: Document {
        switch self {
        case .pods(let labels, let namespace):
            [
                "namespaceSelector": ["matchLabels": .texts([Self.namespaceLabel: namespace])],
                "podSelector": ["matchLabels": .texts(labels)],
            ]
        case .namespace(let name): ["namespaceSelector": ["matchLabels": .texts([Self.namespaceLabel: name])]]
        case .addresses(let range, let except):
            ["ipBlock": .given([("cidr", .string(range)), ("except", .texts(except))])]
        }
    }
}
