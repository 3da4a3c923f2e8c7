/// How pods are found and configured.
extension KubernetesObject {
    /// A port of a service, and where it is open on each node.
    package struct ServicePort: Equatable, Sendable {
        package var port: ContainerPort
        /// 30000 to 32767; nil where it is open inside of the cluster alone.
        package var nodePort: Int?

        package init(_ port: ContainerPort, nodePort: Int? = nil) {
            precondition(nodePort.map { (30_000...32_767).contains($0) } ?? true, "a node port is 30000 to 32767")
            self.port = port
            self.nodePort = nodePort
        }
    }

    /// One name for pods. Each port is the pods' own, as network policies know no other.
    ///
    /// - Parameter headless: whether the name stands for the pods themselves, also while they are not ready.
    package static func service(
        _ metadata: ObjectMetadata, selector: [String: String], ports: [ServicePort], headless: Bool = false
    ) -> KubernetesObject {
        let isOpen = ports.contains { $0.nodePort != nil }
        let list = ports.map { port -> Document in
            .given([
                ("name", .string(port.port.name)), ("port", .int(port.port.number)),
                ("targetPort", .int(port.port.number)),
                ("protocol", .string(port.port.transport.rawValue)), ("nodePort", port.nodePort.map { .int($0) }),
            ])
        }
        return KubernetesObject(
            KubernetesType("v1", "Service"), metadata,
            [
                (
                    "spec",
                    .given([
                        ("type", isOpen ? "NodePort" : nil), ("clusterIP", headless ? "None" : nil),
                        ("publishNotReadyAddresses", headless ? true : nil), ("selector", .texts(selector)),
                        ("ports", .array(list)),
                    ])
                )
            ])
    }

    /// Files and settings without secrets; all together may be 1 MiB.
    package static func configMap(_ metadata: ObjectMetadata, _ files: [String: String]) -> KubernetesObject {
        KubernetesObject(KubernetesType("v1", "ConfigMap"), metadata, [("data", .texts(files))])
    }

    package static func claim(_ metadata: ObjectMetadata, sizeMiB: Int, storageClass: String) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("v1", "PersistentVolumeClaim"), metadata,
            [
                (
                    "spec",
                    [
                        "accessModes": ["ReadWriteOnce"], "storageClassName": .string(storageClass),
                        "resources": ["requests": ["storage": Quantity.mebibytes(sizeMiB).document]],
                    ]
                )
            ])
    }

    /// Has the Prometheus operator read the metrics of a service's pods.
    /// Source: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
    ///
    /// - Parameters:
    ///   - component: the value of the label of that name on all series.
    ///   - owned: which series belong to another component, as a regular expression of their names.
    package static func serviceMonitor(
        _ metadata: ObjectMetadata, selector: [String: String], port: String, path: String, seconds: Int,
        honorsLabels: Bool, component: String, owned: [(names: String, component: String)]
    ) -> KubernetesObject {
        let endpoint: Document = .given([
            ("port", .string(port)), ("path", .string(path)), ("interval", .string("\(seconds)s")),
            ("honorLabels", honorsLabels ? true : nil), ("relabelings", [naming(component)]),
            (
                "metricRelabelings",
                .array(
                    owned.map {
                        [
                            "sourceLabels": ["__name__"], "regex": .string($0.names), "targetLabel": "component",
                            "replacement": .string($0.component),
                        ]
                    })
            ),
        ])
        return KubernetesObject(
            KubernetesType("monitoring.coreos.com/v1", "ServiceMonitor"), metadata,
            [("spec", ["selector": ["matchLabels": .texts(selector)], "endpoints": [endpoint]])])
    }

    /// Has the Prometheus operator read the metrics of pods that no service of the project's own stands before.
    /// Source: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
    ///
    /// - Parameters:
    ///   - port: of a container, by number, as its name is the choice of whoever makes the pods.
    ///   - component: the value of the label of that name on all series.
    package static func podMonitor(
        _ metadata: ObjectMetadata, selector: [String: String], port: Int, path: String, seconds: Int,
        component: String
    ) -> KubernetesObject {
        let endpoint: Document = [
            "portNumber": .int(port), "path": .string(path), "interval": .string("\(seconds)s"),
            "relabelings": [naming(component)],
        ]
        return KubernetesObject(
            KubernetesType("monitoring.coreos.com/v1", "PodMonitor"), metadata,
            [("spec", ["selector": ["matchLabels": .texts(selector)], "podMetricsEndpoints": [endpoint]])])
    }

    /// The step of relabelling by which all series of a target say whose they are.
    ///
    /// - Parameter endpoint: the port of the service, by name, where others than this one are read by the same monitor.
    package static func naming(_ component: String, at endpoint: String? = nil) -> Document {
        .given([
            ("sourceLabels", endpoint == nil ? nil : ["endpoint"]), ("regex", endpoint.map { .string($0) }),
            ("targetLabel", "component"), ("replacement", .string(component)),
        ])
    }

    /// Rules for the Prometheus operator, in the groups of a file of rules.
    package static func prometheusRule(_ metadata: ObjectMetadata, groups: Document) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("monitoring.coreos.com/v1", "PrometheusRule"), metadata, [("spec", ["groups": groups])])
    }
}

/// What `kubectl apply -k` takes of a folder.
package struct Kustomization: Sendable {
    package var resources: [String]

    package init(_ resources: [String]) { self.resources = resources }

    package var document: Document {
        [
            "apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": .texts(resources),
        ]
    }
}
