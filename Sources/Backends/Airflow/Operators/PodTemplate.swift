import BackendInterface
import CodeModels
import PipelineModel

/// Containers beside the main one, as a manifest: of all forms in which the operator takes them, Airflow renders only
/// this one.
///
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
extension PodExpression {
    /// Nil when there are none. The operator adds the main container and all that it is given itself.
    static func template(of model: ContainerModel, _ context: OperatorContext) -> PythonExpression? {
        let containers =
            model.preparations.map { container($0, context, isSidecar: false) }
            + model.sidecars.map { container($0, context, isSidecar: true) }
        guard !containers.isEmpty else { return nil }
        return object([("spec", object([("initContainers", .list(containers)), ("containers", .list([]))]))])
    }

    /// A sidecar is an init container that never ends; Kubernetes stops it after the main one.
    private static func container(
        _ container: ContainerSpecification, _ context: OperatorContext, isSidecar: Bool
    ) -> PythonExpression {
        var fields: [(String, PythonExpression)] = [
            ("name", .literal(container.name)), ("image", .literal(container.image)),
        ]
        if isSidecar { fields.append(("restartPolicy", .string("Always"))) }
        add("command", PythonExpression.strings(container.command), to: &fields)
        add("args", PythonExpression.strings(container.arguments), to: &fields)
        let variables = container.variables.map {
            object([("name", .literal($0.name)), ("value", context.expression($0.value))])
        }
        add("env", variables + container.secrets.map(variable), to: &fields)
        let (requests, limits) = requestsAndLimits(container.resources)
        let amounts = [("requests", requests), ("limits", limits)].filter { !$0.1.isEmpty }
        if !amounts.isEmpty { fields.append(("resources", object(amounts.map { ($0, .dict($1)) }))) }
        add("volumeMounts", container.mounts.map(document), to: &fields)
        return object(fields)
    }

    private static func add(
        _ name: String, _ items: [PythonExpression], to fields: inout [(String, PythonExpression)]
    ) {
        if !items.isEmpty { fields.append((name, .list(items))) }
    }

    private static func variable(_ secret: SecretReference) -> PythonExpression {
        let selector = object([("name", .literal(secret.secret)), ("key", .literal(secret.key))])
        return object([
            ("name", .literal(secret.variable)), ("valueFrom", object([("secretKeyRef", selector)])),
        ])
    }

    private static func document(_ mount: VolumeMount) -> PythonExpression {
        var fields: [(String, PythonExpression)] = [
            ("name", .literal(mount.volume)), ("mountPath", .literal(mount.path)),
        ]
        if let path = mount.subPath { fields.append(("subPath", .literal(path))) }
        if mount.isReadOnly { fields.append(("readOnly", .bool(true))) }
        return object(fields)
    }
}
