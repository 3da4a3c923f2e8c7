import PipelineModel

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
