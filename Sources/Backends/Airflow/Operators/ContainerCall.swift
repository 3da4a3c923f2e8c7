import CodeModels
import PipelineModel

extension OperatorCall {
    /// Source of the arguments:
    /// https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/operators.html
    static func container(_ model: ContainerModel, _ context: OperatorContext) -> OperatorCall {
        guard let platform = context.environment.kubernetes else {
            preconditionFailure("a checked project with a container names a Kubernetes cluster")
        }
        var call = OperatorCall("airflow.providers.cncf.kubernetes.operators.pod", "KubernetesPodOperator")
        call.arguments.add("kubernetes_conn_id", platform.connection)
        call.arguments.add("namespace", platform.namespace)
        call.arguments.add("service_account_name", model.serviceAccount ?? platform.serviceAccount)
        call.addMain(model.main, context)
        call.addPod(model)
        call.arguments.add("pod_template_dict", PodExpression.template(of: model, context))
        call.arguments.add("startup_timeout_seconds", model.startTimeout)
        if model.keepsFailedPod { call.arguments.add("on_finish_action", "delete_succeeded_pod") }
        call.arguments.add("do_xcom_push", ifTrue: model.returnsResult)
        call.arguments.add("deferrable", ifTrue: model.deferrable)
        return call
    }

    private mutating func addMain(_ main: ContainerSpecification, _ context: OperatorContext) {
        arguments.add("image", literal: main.image)
        arguments.add("cmds", PythonExpression.strings(main.command))
        arguments.add("arguments", PythonExpression.strings(main.arguments))
        arguments.add("env_vars", context.items(main.variables))
        arguments.add("secrets", PodExpression.secrets(main))
        arguments.add("configmaps", main.configMaps.map { .literal($0) })
        arguments.add("container_resources", PodExpression.resources(main.resources))
        arguments.add("volume_mounts", main.mounts.map(PodExpression.mount))
    }

    private mutating func addPod(_ model: ContainerModel) {
        arguments.add("volumes", model.volumes.map(PodExpression.volume))
        arguments.add("labels", PythonExpression.literals(model.labels))
        arguments.add("annotations", PythonExpression.literals(model.annotations))
        arguments.add("node_selector", PythonExpression.literals(model.nodeLabels))
        arguments.add("tolerations", model.tolerations.map(PodExpression.toleration))
        arguments.add("affinity", PodExpression.affinity(model.affinities))
        arguments.add("image_pull_secrets", model.imagePullSecrets.map(PodExpression.reference))
    }
}

extension ContainerSpecification {
    var configMaps: [String] {
        variableSources.compactMap { source in
            if case .configMap(let name) = source { name } else { nil }
        }
    }
}
