import Diagnostics
import PipelineModel

/// Runs a container to its end, in a pod of the environment's Kubernetes cluster.
public struct Container: PipelineTask, PodDescribing {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs `image`; without a command and arguments, as the image says.
    public init(
        _ id: TaskID, image: RuntimeString, command: [RuntimeString] = [], arguments: [RuntimeString] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let main = ContainerSpecification(
            name: "base", image: image.model.known ?? "", command: command.map(\.model),
            arguments: arguments.map(\.model))
        var model = ContainerModel(PodSpecification(main))
        if image.model.known == nil { model.image = image.model }
        declaration = TaskDeclaration(
            id, .container(model), at: SourceLocation(file, line, column), using: [image, command, arguments])
    }

    /// When Kubernetes fetches an image from its registry.
    public enum PullPolicy: String, Sendable {
        /// For each pod.
        case always = "Always"
        /// When the node does not have it.
        case ifMissing = "IfNotPresent"
        /// Never: nodes have it.
        case never = "Never"
    }

    /// Says when the image is fetched, in place of Kubernetes' own way.
    public func pullPolicy(_ policy: PullPolicy) -> Self { changingModel { $0.pullPolicy = policy.rawValue } }

    /// Runs the pod in another namespace than the cluster's setting names.
    public func namespace(_ namespace: RuntimeString) -> Self {
        var copy = changingModel { $0.namespace = namespace.model }
        copy.declaration.inputs += namespace.inputs
        return copy
    }

    /// Starts a new pod at a retry, even when the one of the try before still runs. By default the retry goes on with it.
    public func withoutReattaching() -> Self { changingModel { $0.reattaches = false } }

    /// What the container has written to `/airflow/xcom/return.json`, with ``returningResult()``.
    public func result<Value: Sendable>(as type: Value.Type = Value.self) -> TaskResult<Value> {
        TaskResult(producer: declaration)
    }

    /// Takes the JSON that the container writes to `/airflow/xcom/return.json` as the task's result.
    public func returningResult() -> Self { changingModel { $0.returnsResult = true } }

    /// Fails a try whose pod has not started after so long.
    public func startTimeout(_ limit: Duration) -> Self { changingModel { $0.startTimeout = limit.wholeSeconds } }

    /// Leaves a failed pod in the cluster, for people to look at.
    public func keepingFailedPods() -> Self { changingModel { $0.keepsFailedPod = true } }

    /// Waits for the pod in the triggerer, without a worker's slot.
    public func deferred() -> Self { changingModel { $0.deferrable = true } }

    /// The pod that runs the container.
    public var pod: Pod {
        get {
            guard case .container(let model) = declaration.model.kind else { preconditionFailure("a container is one") }
            return Pod(model: model.pod)
        }
        set {
            self = changingModel { $0.pod = newValue.model }
            declaration.inputs += newValue.inputs
        }
    }

    private func changingModel(_ change: (inout ContainerModel) -> Void) -> Self {
        changing { task in
            guard case .container(var model) = task.kind else { return }
            change(&model)
            task.kind = .container(model)
        }
    }
}
