import CodeModels
import Compiler
import PipelineModel

/// What the programs that measure have to know of a project: limits, promises, requests and what waits for what.
enum MeasuredProject {
    static func document(_ project: CheckedProject) -> Document {
        let environment = project.model.environment
        let lineage = Lineage(project.model)
        return [
            "name": .string(project.model.name), "environment": .string(environment.name),
            "pipelines": .array(
                zip(project.model.pipelines, project.graphs).map { pipeline($0, $1, lineage, environment) }),
            "pools": .array(
                environment.orchestrator.pools.map { ["name": .string($0.name), "slots": .int($0.slots)] }),
            "components": .array((environment.operations?.components ?? []).map(component)),
            "objectives": .array((environment.operations?.objectives ?? []).map(objective)),
            "throughput": .array(
                (environment.operations?.thresholds.throughput ?? []).map {
                    ["component": .string($0.component), "least": .int($0.threshold.value)]
                }),
        ]
    }

    private static func pipeline(
        _ pipeline: PipelineModel, _ graph: TaskGraph, _ lineage: Lineage, _ environment: EnvironmentModel
    ) -> Document {
        let deadline: Int? =
            switch pipeline.deadline?.start {
            case .scheduled, .queued: pipeline.deadline?.limit
            case .averageEnd, .moment, nil: nil
            }
        return [
            "id": .string(pipeline.id), "owner": .string(pipeline.owner),
            "deadline": number(deadline), "timeout": number(pipeline.runTimeout),
            "activeRuns": .int(pipeline.maximumActiveRuns ?? 16),
            "activeTasks": .int(pipeline.maximumActiveTasks ?? 16),
            "objectives": .array(pipeline.objectives.map(objective)),
            "reads": .array((lineage.read[pipeline.id] ?? []).map { .string($0) }),
            "writes": .array((lineage.written[pipeline.id] ?? []).map { .string($0) }),
            "tasks": .array(
                graph.tasks.indices.map { task(graph, $0, pipeline, environment) }),
        ]
    }

    private static func task(
        _ graph: TaskGraph, _ index: Int, _ pipeline: PipelineModel, _ environment: EnvironmentModel
    ) -> Document {
        let task = graph.tasks[index]
        var object: DocumentObject = [
            "id": .string(task.path), "after": .array(graph.predecessors[index].map { .string(graph.tasks[$0].path) }),
            "pool": (task.policies.pool ?? pipeline.defaults.pool).map { .string($0.name) } ?? .null,
            "limit": number(task.policies.maximumActive ?? pipeline.defaults.maximumActive),
            "checks": .bool(task.kind.facts.checksData),
            "reads": .array(task.reads.map { .string($0.uri) }), "writes": .array(task.writes.map { .string($0.uri) }),
        ]
        if case .spark(let job) = task.kind {
            let sizes = job.spark.over(environment.data.spark?.defaults ?? SparkSettings()).resources
            object["spark"] = [
                "executors": number(sizes.executors), "cores": number(sizes.executorCores),
                "memoryMiB": number(sizes.executorMemoryMiB),
            ]
        }
        return .object(object)
    }

    private static func component(_ component: ComponentModel) -> Document {
        [
            "name": .string(component.name), "instances": .int(component.instances),
            "milliCPU": number(component.resources?.requestMilliCPU),
            "memoryMiB": number(component.resources?.requestMiB), "limitMiB": number(component.resources?.limitMiB),
            "storageMiB": number(component.storage?.sizeMiB),
        ]
    }

    private static func objective(_ objective: ObjectiveModel) -> Document {
        var object: DocumentObject = [
            "family": .string(objective.promise.family),
            "dataset": objective.dataset.map { .string($0) } ?? .null,
        ]
        switch objective.promise {
        case .fresh(let within): object["seconds"] = .int(within)
        case .freshAsScheduled(let grace): object["grace"] = .int(grace)
        case .quality(let share): object["share"] = .number(DocumentNumber(share.value))
        case .consistent(let share): object["share"] = .number(DocumentNumber(share.value))
        case .runsSucceedShare(let share, let time):
            object["share"] = .number(DocumentNumber(share.value))
            object["seconds"] = .int(time)
        case .runsDoNotFail, .runsSucceed, .onTime: break
        }
        return .object(object)
    }

    private static func number(_ value: Int?) -> Document { value.map { .int($0) } ?? .null }
}
