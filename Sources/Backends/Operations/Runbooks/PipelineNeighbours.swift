import PipelineModel

/// Who writes what a pipeline reads, and who reads what it writes.
struct PipelineNeighbours: Sendable {
    private var writers: [String: String] = [:]
    private var readers: [String: [String]] = [:]
    private var byID: [String: PipelineModel] = [:]

    init(_ model: ProjectModel) {
        for pipeline in model.pipelines {
            byID[pipeline.id] = pipeline
            for task in pipeline.root.everyTask {
                for dataset in task.writes { writers[dataset.uri] = pipeline.id }
                for dataset in task.reads where readers[dataset.uri]?.last != pipeline.id {
                    readers[dataset.uri, default: []].append(pipeline.id)
                }
            }
            for dataset in pipeline.schedule.datasets where readers[dataset.uri]?.last != pipeline.id {
                readers[dataset.uri, default: []].append(pipeline.id)
            }
        }
    }

    func before(_ id: String) -> [String] {
        guard let pipeline = byID[id] else { return [] }
        let read = pipeline.root.everyTask.flatMap(\.reads) + pipeline.schedule.datasets
        return Set(read.compactMap { writers[$0.uri] }).subtracting([id]).sorted()
    }

    func after(_ id: String) -> [String] {
        guard let pipeline = byID[id] else { return [] }
        let written = pipeline.root.everyTask.flatMap(\.writes)
        return Set(written.flatMap { readers[$0.uri] ?? [] }).subtracting([id]).sorted()
    }

    func pipeline(_ id: String) -> PipelineModel? { byID[id] }
}
