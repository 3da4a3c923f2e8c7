import CodeModels
import PipelineModel

extension OperatorCall {
    /// Source of the arguments:
    /// https://airflow.apache.org/docs/apache-airflow-providers-cncf-kubernetes/stable/operators.html
    static func container(_ model: ContainerModel, _ context: OperatorContext) -> OperatorCall {
        guard case .kubernetes(let platform) = context.environment.cluster else {
            preconditionFailure("a checked project with a container names a Kubernetes cluster")
        }
        var call = OperatorCall("airflow.providers.cncf.kubernetes.operators.pod", "KubernetesPodOperator")
        // Source: `KubernetesPodOperator._do_render_template_fields` of the provider 10.25.
        call.remade = ["env_vars"]
        call.arguments.add("kubernetes_conn_id", platform.connection)
        if let namespace = model.namespace {
            call.arguments.add("namespace", namespace)
        } else {
            call.arguments.add("namespace", platform.namespace)
        }
        call.arguments.add("service_account_name", model.pod.serviceAccount ?? platform.serviceAccount)
        call.addMain(model.pod.main, image: model.image)
        call.arguments.add("image_pull_policy", model.pullPolicy)
        call.arguments.add(context.dialect.reattaching, model.reattaches.map { .bool($0) })
        call.addPod(model.pod)
        call.arguments.add("pod_template_dict", template(of: model.pod))
        call.arguments.add("startup_timeout_seconds", model.startTimeout)
        if model.keepsFailedPod { call.arguments.add("on_finish_action", "delete_succeeded_pod") }
        call.arguments.add("do_xcom_push", ifTrue: model.returnsResult)
        call.arguments.add("deferrable", ifTrue: model.deferrable)
        return call
    }

    private mutating func addMain(_ main: ContainerSpecification, image: RuntimeText?) {
        if let image { arguments.add("image", image) } else { arguments.add("image", literal: main.image) }
        arguments.add("cmds", PythonExpression.strings(main.command))
        arguments.add("arguments", PythonExpression.strings(main.arguments))
        let variables = main.variables.map {
            PythonDictItem.pair(.string($0.name), JinjaText.python($0.value))
        }
        arguments.add("env_vars", variables)
        arguments.add("secrets", Self.secrets(main))
        arguments.add("configmaps", main.configMaps.map { .literal($0) })
        arguments.add("container_resources", PodManifest.resources(main.resources)?.object())
        arguments.add("volume_mounts", main.mounts.map { PodManifest.mount($0).object(rendering: Self.isRendered) })
    }

    private mutating func addPod(_ pod: PodSpecification) {
        arguments.add("volumes", pod.volumes.map { PodManifest.volume($0).object(rendering: Self.isRendered) })
        arguments.add("labels", PythonExpression.literals(pod.labels))
        arguments.add("annotations", PythonExpression.literals(pod.annotations))
        arguments.add("node_selector", PythonExpression.literals(pod.nodeLabels))
        arguments.add("tolerations", pod.tolerations.map { PodManifest.toleration($0).object() })
        arguments.add("affinity", PodManifest.affinity(pod.affinities)?.object())
        arguments.add(
            "image_pull_secrets", pod.imagePullSecrets.map { PodManifest.reference(toSecret: $0).object() })
    }

    /// Containers beside the main one. Of all forms in which the operator takes them, Airflow renders only this one; the
    /// operator adds the main container and all that it is given itself.
    private static func template(of pod: PodSpecification) -> PythonExpression? {
        let containers = PodManifest.initContainers(pod)
        guard !containers.isEmpty else { return nil }
        var specification = Manifest("V1PodSpec")
        specification.add("initContainers", containers)
        specification.add("containers", .list([]))
        var manifest = Manifest("V1Pod")
        manifest.add("spec", specification)
        return manifest.dictionary
    }

    /// Variables of the main container that secrets fill.
    private static func secrets(_ container: ContainerSpecification) -> [PythonExpression] {
        let single = container.secrets.map { secret($0.secret, to: .string($0.variable), key: $0.key) }
        let whole = container.variableSources.compactMap { source in
            if case .secret(let name) = source { secret(name, to: .none, key: nil) } else { nil }
        }
        return single + whole
    }

    private static func secret(_ name: String, to variable: PythonExpression, key: String?) -> PythonExpression {
        var call = CallArguments()
        call.add("deploy_type", "env")
        call.add("deploy_target", variable)
        call.add("secret", name)
        call.add("key", key)
        return .call(.imported("airflow.providers.cncf.kubernetes.secret", "Secret"), call.list)
    }

    /// Which fields of the client's objects the operator renders.
    private static func isRendered(_ type: PythonIdentifier, _ field: String) -> Bool {
        switch (type, field) {
        case ("V1Volume", "name"), ("V1VolumeMount", "name"), ("V1VolumeMount", "subPath"),
            ("V1PersistentVolumeClaimVolumeSource", "claimName"), ("V1ConfigMapVolumeSource", "name"):
            true
        default: false
        }
    }
}

extension ContainerSpecification {
    fileprivate var configMaps: [String] {
        variableSources.compactMap { source in
            if case .configMap(let name) = source { name } else { nil }
        }
    }
}
