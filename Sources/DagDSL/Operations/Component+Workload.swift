import PipelineModel

/// What a cluster has to know of a component that runs on it.
extension Component {
    /// The namespace that it runs in, for a component of a kind of your own.
    public func inNamespace(_ namespace: Name) -> Component { workload(in: namespace.description) { _ in } }

    /// A secret that it expects in its namespace, by name and keys. A project never holds the values; see the page
    /// `Kubernetes` for how they are sealed.
    ///
    /// - Parameter folder: where the keys are mounted as files.
    public func secret(_ name: Name, keys: [Name], for purpose: Name, mountedAt folder: Name? = nil) -> Component {
        workload {
            $0.secrets.append(
                SecretModel(
                    name.description, keys: keys.map(\.description), purpose: purpose.description,
                    folder: folder?.description))
        }
    }

    /// What it reaches outside of the cluster. All else is refused.
    public func reaches(_ purpose: Name, ports: Int...) -> Component {
        workload { $0.outside.append(OutsideModel(purpose.description, ports: ports)) }
    }

    /// A component that it reaches and does without.
    public func talks(to component: Name) -> Component { workload { $0.talksTo.append(component.description) } }

    /// Lets tasks reach it.
    public func serving(tasks: Bool) -> Component { workload { $0.servesTasks = tasks } }

    /// A variable of its environment.
    public func variable(_ name: Name, _ value: Name) -> Component {
        workload { $0.variables.append(.text(name: name.description, value: value.description)) }
    }

    /// The user that it runs as, by number.
    public func user(_ id: Int) -> Component { workload { $0.user = id } }

    /// Where what it stores is mounted.
    public func stores(at folder: Name) -> Component { workload { $0.dataFolder = folder.description } }

    /// - Parameter namespace: where it runs unless it was said before.
    func workload(in namespace: String? = nil, _ change: (inout WorkloadModel) -> Void) -> Component {
        with {
            var workload = $0.workload ?? WorkloadModel(namespace: namespace ?? "data")
            if let namespace { workload.namespace = namespace }
            change(&workload)
            $0.workload = workload
        }
    }
}

extension ResourcesModel {
    /// Of something small that runs beside a component.
    static func small(_ request: Int, limit: Int, milliCPU: Int = 10) -> ResourcesModel {
        ResourcesModel(requestMiB: request, limitMiB: limit, requestMilliCPU: milliCPU)
    }
}
