/// Where the description of a worker's pod stands.
package enum PodTemplateUse: Hashable, Sendable, Codable {
    /// Among the environment's pod templates.
    case named(String)
    /// In a file that people wrote, which the scheduler finds at this path.
    case file(String)

    /// Of the template that the environment must have.
    package var name: String? {
        switch self {
        case .named(let name): name
        case .file: nil
        }
    }
}

/// A pod in which a Kubernetes executor runs tasks that ask for it by name.
package struct PodTemplateModel: Hashable, Sendable, Codable {
    package var name: String
    package var pod: PodSpecification

    package init(name: String, pod: PodSpecification) {
        self.name = name
        self.pod = pod
    }
}
