import Diagnostics
import PipelineModel

/// Partitions become others in a way that there is, and only runs that have a partition ask for its key.
enum PartitionsAreMapped: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let schedule = pipeline.model.schedule
            if case .datasetPartitions(_, let mappings) = schedule {
                for problem in mappings.compactMap(\.mapping.problem) {
                    report.add(
                        .badPartitions, problem.message, at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                        fix: problem.fix)
                }
            }
            guard !schedule.isPartitioned else { continue }
            for task in pipeline.tasks where task.parts.contains(.partitionKey) {
                report.add(
                    .noPartition, "task `\(task.path)` asks for the partition of a run that has none",
                    at: task.location(of: .partitionKey),
                    fix: "give the pipeline a schedule of partitions, or write `\\(.windowStart)`")
            }
        }
    }
}

extension PartitionMapping {
    /// Source: the constructors of `airflow.sdk`'s partition mappers in 3.3.
    fileprivate var problem: (message: String, fix: String)? {
        switch self {
        case .spread(.hour, _, _):
            ("there are no partitions that are smaller than an hour", "spread over a day or more")
        case .gathered(_, _, .atLeast(let count)) where count < 1, .gathered(_, _, .allBut(let count)) where count < 1,
            .gatheredKeys(_, _, .atLeast(let count)) where count < 1,
            .gatheredKeys(_, _, .allBut(let count)) where count < 1:
            ("a run that waits for \(count) parts says nothing", "name a count from 1 on, or wait for `.all`")
        case .gathered(let period, _, .atLeast(let count)) where count > period.mostParts:
            (
                "a run that waits for \(count) \(period.wordOfParts) of a \(period) never starts: it has at most "
                    + "\(period.mostParts)", "name a count up to \(period.mostParts)"
            )
        case .gatheredKeys(let keys, _, .atLeast(let count)) where count > Set(keys).count:
            (
                "a run that waits for \(count) of \(Set(keys).count) keys never starts",
                "name a count up to \(Set(keys).count)"
            )
        case .gatheredKeys(let keys, let key, _) where keys.isEmpty || key.isEmpty || keys.contains(""):
            ("a key of a partition is missing", "name keys that are not empty")
        case .spreadKeys(let keys) where keys.isEmpty || keys.contains(""):
            ("a key of a partition is missing", "name keys that are not empty")
        case .limited(_, let count) where count < 1:
            ("a limit of \(count) partitions lets none through", "name a number from 1 on")
        case .limited(let mapping, _) where !mapping.makesSeveral:
            ("a mapping that makes one partition of each has no limit", "take `.atMost(…)` out")
        case .limited(.spreadKeys(let keys), let count) where Set(keys).count > count:
            (
                "a limit of \(count) lets none of \(Set(keys).count) keys through",
                "name a limit of \(Set(keys).count) or more"
            )
        case .limited(let mapping, _): mapping.problem
        case .only(let keys) where keys.isEmpty: ("no partition has one of no keys", "name the keys")
        case .product(let parts), .chain(let parts): parts.lazy.compactMap(\.problem).first
        case .same, .start, .only, .gathered, .gatheredKeys, .spread, .spreadKeys: nil
        }
    }

    /// Whether a partition may become more than one.
    private var makesSeveral: Bool {
        switch self {
        case .spread, .spreadKeys: true
        case .product(let parts), .chain(let parts): parts.contains(where: \.makesSeveral)
        case .limited(let mapping, _): mapping.makesSeveral
        case .same, .start, .only, .gathered, .gatheredKeys: false
        }
    }
}
