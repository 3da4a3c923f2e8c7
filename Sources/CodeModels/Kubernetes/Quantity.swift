/// An amount in a unit that Kubernetes knows. Memory is always in MiB, as `500m` of it would be half a byte and `G` is not
/// `Gi`. Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
package enum Quantity: Hashable, Sendable {
    case mebibytes(Int)
    case milliCPU(Int)
    case count(Int)

    package var text: String {
        switch self {
        case .mebibytes(let count): count % 1024 == 0 && count > 0 ? "\(count / 1024)Gi" : "\(count)Mi"
        case .milliCPU(let count): "\(count)m"
        case .count(let count): "\(count)"
        }
    }

    var document: Document { .string(text) }
}

/// What a container asks for, and may take at most.
package struct ContainerResources: Hashable, Sendable {
    package var requestMiB: Int
    package var limitMiB: Int
    package var requestMilliCPU: Int
    /// Nil where it may use what is idle.
    package var limitMilliCPU: Int?

    package init(requestMiB: Int, limitMiB: Int, requestMilliCPU: Int, limitMilliCPU: Int? = nil) {
        self.requestMiB = requestMiB
        self.limitMiB = limitMiB
        self.requestMilliCPU = requestMilliCPU
        self.limitMilliCPU = limitMilliCPU
    }

    package var document: Document {
        .given([
            (
                "requests",
                [
                    "cpu": Quantity.milliCPU(requestMilliCPU).document,
                    "memory": Quantity.mebibytes(requestMiB).document,
                ]
            ),
            (
                "limits",
                .given([
                    ("cpu", limitMilliCPU.map { Quantity.milliCPU($0).document }),
                    ("memory", Quantity.mebibytes(limitMiB).document),
                ])
            ),
        ])
    }
}
