import Diagnostics
import PipelineModel

/// What a run gathers is written some day: the keys that a pipeline of the project writes are those of the parts.
enum GatheredPartitionsComplete: Check {
    /// Fire times of the writing pipeline that are looked at; those of a month by the minute.
    private static let looked = 50_000
    /// Whole periods in which one must be complete.
    private static let periods = 3

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var writers: [String: CheckContext.Pipeline] = [:]
        for pipeline in project.pipelines {
            guard case .timedPartitions = pipeline.model.schedule else { continue }
            for dataset in pipeline.tasks.flatMap(\.model.writes) { writers[dataset.uri] = pipeline }
        }
        guard !writers.isEmpty else { return }
        for pipeline in project.pipelines {
            guard case .datasetPartitions(let condition, let mappings) = pipeline.model.schedule else { continue }
            for entry in mappings {
                guard case .gathered(let period, _, let wait) = entry.mapping, let writer = writers[entry.uri],
                    wait.count(of: period.mostParts) <= period.mostParts,
                    let most = most(of: entry, period, by: writer.model)
                else { continue }
                let name = condition.datasets.first { $0.uri == entry.uri }?.name ?? entry.uri
                report.add(
                    .partsNeverComplete,
                    "no run ever starts: it gathers the \(period.wordOfParts) of a \(period) of `\(name)`, and the keys that "
                        + "`\(writer.model.id)` writes name at most \(most) of them",
                    at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                    notes: [
                        .init("its keys are named here", at: writer.sources.schedule ?? writer.sources.pipeline)
                    ],
                    fix: most == 0
                        ? "name the partitions by the start of each of the \(period.wordOfParts), or by no more of the time "
                            + "than tells one from the other"
                        : "gather another period, wait for fewer, or let the other pipeline run for each of the "
                            + period.wordOfParts)
            }
        }
    }

    /// The most parts of a period that are written; nil when that suffices, or cannot be told.
    private static func most(
        of entry: PartitionMappingModel, _ period: PartitionMapping.Period, by writer: PipelineModel
    ) -> Int? {
        guard let times = FireTimes(writer), let partitions = TimedPartitions(writer.schedule),
            var time = times.next(after: UnixTime(times.start.seconds - 1)),
            let first = partitions.key(ofRunAt: time)?.clock
        else { return nil }
        let format = entry.format.map(PartitionKeyFormat.init) ?? .usual
        let last = (0..<periods).reduce(period.start(ofClock: first)) { start, _ in period.next(after: start) }
        var written: [PartitionKey: Set<String>] = [:]
        var most = 0
        for _ in 0..<looked {
            guard let key = partitions.key(ofRunAt: time), let clock = key.clock else { return nil }
            guard clock < last else { return most }
            for target in entry.mapping.keys(for: key) {
                written[target, default: []].insert(key.text)
                let all = written[target] ?? []
                if entry.mapping.isComplete(target, with: all, by: format) { return nil }
                let parts = Set((entry.mapping.parts(of: target, by: format)?.keys ?? []).map(\.text))
                most = max(most, all.intersection(parts).count)
            }
            guard let next = times.next(after: time) else { return most }
            time = next
        }
        return nil
    }
}

extension PartitionMapping.Period {
    /// The start of the period that comes after one.
    fileprivate func next(after start: Int) -> Int {
        let days =
            switch self {
            case .hour: 0
            case .day: 1
            case .week: 7
            case .month: 31
            case .quarter: 92
            case .year: 366
            }
        return self.start(ofClock: start + (days == 0 ? 3600 : days * 86_400))
    }
}
