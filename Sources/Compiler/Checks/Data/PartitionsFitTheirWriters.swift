import Diagnostics
import PipelineModel

/// Some key that a pipeline of the project writes becomes a partition of the pipelines that wait for it.
enum PartitionsFitTheirWriters: Check {
    /// Keys of the writing pipeline that are looked at: those of a year by the day.
    private static let looked = 400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var writers: [String: [CheckContext.Pipeline]] = [:]
        for pipeline in project.pipelines {
            for dataset in pipeline.tasks.flatMap(\.model.writes) { writers[dataset.uri, default: []].append(pipeline) }
        }
        for pipeline in project.pipelines {
            guard case .datasetPartitions(let condition, let mappings) = pipeline.model.schedule else { continue }
            for entry in mappings where !entry.mapping.gathers {
                guard let all = writers[entry.uri], let writer = all.first, all.count == 1,
                    let keys = keys(of: writer.model), let first = keys.first,
                    keys.allSatisfy({ entry.mapping.keys(for: $0).isEmpty })
                else { continue }
                let name = condition.datasets.first { $0.uri == entry.uri }?.name ?? entry.uri
                report.add(
                    .unfitPartitions,
                    "no run ever starts: of the partitions of `\(name)` that `\(writer.model.id)` writes, such as "
                        + "`\(first.text)`, none is let through",
                    at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                    notes: [
                        .init("its partitions are named here", at: writer.sources.schedule ?? writer.sources.pipeline)
                    ],
                    fix: "map the keys that there are, or let the other pipeline write those that are waited for")
            }
        }
    }

    /// The first ones; nil where they cannot be told, or are none.
    private static func keys(of writer: PipelineModel) -> [PartitionKey]? {
        guard let times = FireTimes(writer), let partitions = TimedPartitions(writer.schedule) else { return nil }
        var keys: [PartitionKey] = []
        var time = times.next(after: UnixTime(times.start.seconds - 1))
        while let run = time, keys.count < looked {
            guard let key = partitions.key(ofRunAt: run) else { return nil }
            keys.append(key)
            time = times.next(after: run)
        }
        return keys.isEmpty ? nil : keys
    }
}

extension PartitionMapping {
    /// What is gathered has a check of its own.
    fileprivate var gathers: Bool {
        switch self {
        case .gathered, .gatheredKeys: true
        case .limited(let mapping, _): mapping.gathers
        case .product(let parts), .chain(let parts): parts.contains(where: \.gathers)
        case .same, .start, .only, .spread, .spreadKeys: false
        }
    }
}
