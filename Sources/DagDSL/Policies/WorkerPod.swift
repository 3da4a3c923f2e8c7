import PipelineModel

/// What one task changes of the pod in which a Kubernetes executor runs it: memory, nodes, volumes. All else stays as the
/// template says.
public struct WorkerPod: PodDescribing {
    /// The pod as it is described so far.
    public var pod: Pod

    /// Runs the worker in another image, or in the one of the template.
    public init(image: Name? = nil) {
        pod = Pod(model: .worker(image: image))
    }
}

extension PodSpecification {
    /// Airflow looks for its worker in the container of this name.
    static func worker(image: Name?) -> PodSpecification {
        PodSpecification(
            ContainerSpecification(name: "base", image: image?.description, command: [], arguments: []))
    }
}
