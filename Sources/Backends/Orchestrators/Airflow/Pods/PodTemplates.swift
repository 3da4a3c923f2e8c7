import BackendInterface
import CodeModels
import Compiler
import PipelineModel
import Workspace

/// Manifests of the pods in which a Kubernetes executor runs tasks: a file for each that a task asks for.
///
/// Source: https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/kubernetes_executor.html#pod-template-file
enum PodTemplates {
    static func artifacts(of project: CheckedProject, by backend: AirflowBackend) -> [Artifact] {
        let environment = project.model.environment
        let used = Set(project.graphs.flatMap(\.tasks).compactMap(\.policies.podTemplate?.name))
        return environment.airflow.podTemplates.filter { used.contains($0.name) }.map { template in
            Artifact(path(of: template.name), yaml: document(template), by: backend, from: environment.name)
        }
    }

    static func path(of name: String) -> String { "airflow/pod_templates/\(name).yaml" }

    /// Airflow gives each pod a name of its own, and starts a try that failed again by itself.
    private static func document(_ template: PodTemplateModel) -> Document {
        var metadata = Manifest("V1ObjectMeta")
        metadata.add("name", template.name)
        metadata.add("labels", template.pod.labels)
        metadata.add("annotations", template.pod.annotations)
        var specification = PodManifest.specification(template.pod)
        specification.add("restartPolicy", "Never")
        return [
            "apiVersion": "v1", "kind": "Pod", "metadata": metadata.document, "spec": specification.document,
        ]
    }
}
