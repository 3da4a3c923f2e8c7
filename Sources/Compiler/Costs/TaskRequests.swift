import PipelineModel

/// What the tasks of an environment ask its cluster and its engines for.
struct TaskRequests {
    struct Request: Hashable {
        var milliCPU: Int
        var memoryMiB: Int
    }

    private let environment: EnvironmentModel
    private let worker: Request?
    private let templates: [String: Request]

    init(_ environment: EnvironmentModel) {
        self.environment = environment
        let installation: InstallationModel? =
            if case .kubernetes(let kubernetes)? = environment.cluster { kubernetes.installation } else { nil }
        worker = installation.map {
            Request(milliCPU: $0.workers.each.requestMilliCPU, memoryMiB: $0.workers.each.requestMiB)
        }
        templates = Dictionary(
            environment.orchestrator.podTemplates.map { ($0.name, Self.request(of: $0.pod)) }
        ) { first, _ in first }
    }

    /// The pod of its worker, and what it starts beside it.
    func all(of task: TaskModel) -> [Request] {
        var requests = task.holdsPlace ? worker(of: task).map { [$0] } ?? [] : []
        switch task.kind {
        case .container(let container): requests.append(Self.request(of: container.pod))
        case .spark(let job):
            let platform = environment.data.spark ?? Self.plainSpark
            let whole = SparkRequest(job.spark.over(platform.defaults), on: platform, job.program.language).whole
            requests.append(
                Request(milliCPU: whole.cores.multipliedSaturated(by: 1000), memoryMiB: whole.memoryMiB))
        case .quality, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty, .branch, .gate, .sql,
            .httpRequest, .python, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine, .trigger,
            .sensor, .message, .human, .outcome, .review, .marker, .custom:
            break
        }
        return requests
    }

    /// Whether nobody says what the worker of a task asks for.
    func lacksWorker(_ task: TaskModel) -> Bool { task.holdsPlace && worker(of: task) == nil }

    /// The stores whose engines work for it. dbt's asks where its models are.
    func stores(of task: TaskModel) -> [String] {
        let facts = task.kind.facts
        let named = facts.engine == .dbt ? facts.stores + task.writes.map(\.store) : facts.stores
        return Set(named).sorted()
    }

    private func worker(of task: TaskModel) -> Request? {
        let own = task.policies.workerPod.map { Self.request(of: $0.pod) }
        let base = task.policies.podTemplate?.name.flatMap { templates[$0] } ?? worker
        guard let own else { return base }
        return Request(
            milliCPU: own.milliCPU > 0 ? own.milliCPU : base?.milliCPU ?? 0,
            memoryMiB: own.memoryMiB > 0 ? own.memoryMiB : base?.memoryMiB ?? 0)
    }

    private static func request(of pod: PodSpecification) -> Request {
        pod.containers.map(\.resources).reduce(into: Request(milliCPU: 0, memoryMiB: 0)) { sum, each in
            sum.milliCPU = sum.milliCPU.addingSaturated(each.milliCPU ?? 0)
            sum.memoryMiB = sum.memoryMiB.addingSaturated(each.memoryMiB ?? 0)
        }
    }

    /// Sizes of applications are Spark's own where no platform gives others.
    private static let plainSpark = SparkPlatform(.submit(connection: "", applications: RuntimeText("")))
}
