import CodeModels
import PipelineModel

/// What the executor is told of the pod of a task: `executor_config`.
enum ExecutorConfiguration {
    static func expression(_ policies: TaskPolicies, in environment: EnvironmentModel) -> PythonExpression? {
        var items: [PythonDictItem] = []
        if let file = policies.podTemplate.flatMap({ file(of: $0, in: environment) }) {
            items.append(.pair(.string("pod_template_file"), .string(file)))
        }
        if let worker = policies.workerPod {
            items.append(.pair(.string("pod_override"), PodManifest.pod(worker.pod).object()))
        }
        return items.isEmpty ? nil : .dict(items)
    }

    /// Nil in an environment without pod templates: its executor is another one.
    private static func file(of use: PodTemplateUse, in environment: EnvironmentModel) -> String? {
        switch use {
        case .file(let path): return path
        case .named(let name):
            guard !environment.airflow.podTemplates.isEmpty else { return nil }
            guard let tree = environment.airflow.tree.known else {
                preconditionFailure("a checked environment with pod templates says where its tree is")
            }
            return "\(tree)/\(PodTemplates.path(of: name))"
        }
    }
}
