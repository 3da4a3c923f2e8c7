import PipelineModel

/// A pod in which Airflow's Kubernetes executor runs tasks, by its name.
///
/// What it is in an environment, a ``PodTemplateSetting`` says. Where an environment has none, the executor is another
/// one and starts the tasks as it always does.
public struct PodTemplate: Sendable {
    package let name: String

    /// The name of the template's file.
    public init(_ name: Name) {
        self.name = name.description
    }
}

/// What a pod template is in an environment. It becomes a manifest, `airflow/pod_templates/<name>.yaml`.
///
/// The Kubernetes executor reads the file when it starts a task, so the published tree must be mounted where the
/// executor runs, and the pod must give the worker all that it needs: Airflow's configuration and the DAGs.
/// Source: https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html
public struct PodTemplateSetting: PodDescribing {
    let name: String
    /// The pod as it is described so far.
    public var pod: Pod

    /// The worker runs in `image`, which has Airflow in it.
    public init(_ template: PodTemplate, image: Name) {
        name = template.name
        pod = Pod(model: .worker(image: image))
    }

    var model: PodTemplateModel { PodTemplateModel(name: name, pod: pod.model) }
}

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
    fileprivate static func worker(image: Name?) -> PodSpecification {
        PodSpecification(
            ContainerSpecification(name: "base", image: image?.description, command: [], arguments: []))
    }
}
