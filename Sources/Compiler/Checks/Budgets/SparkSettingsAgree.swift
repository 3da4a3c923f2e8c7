import Diagnostics
import PipelineModel

/// The sizes and properties of a Spark job can all hold at once.
///
/// Source: https://spark.apache.org/docs/latest/configuration.html
enum SparkSettingsAgree: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .spark(let job) = task.kind else { continue }
                for problem in problems(of: job) {
                    report.add(
                        .contradictingSpark, "task `\(task.path)`: \(problem)",
                        at: task.location, fix: "say it once, with values that fit")
                }
            }
        }
    }

    private static func problems(of job: SparkJobModel) -> [String] {
        var values: [String: String] = [:]
        var problems: [String] = []
        for entry in job.configuration {
            if !entry.key.hasPrefix("spark.") { problems.append("Spark ignores property `\(entry.key)`") }
            if let first = values[entry.key], first != entry.value {
                problems.append("property `\(entry.key)` is \(first) and \(entry.value)")
            }
            values[entry.key] = entry.value
        }
        for (key, size) in job.sizes {
            guard let size else { continue }
            if size < 1 { problems.append("`\(key)` is \(size)") }
            if let value = values[key], Int(value).map({ $0 != size }) ?? !job.memoryKeys.contains(key) {
                problems.append("`\(key)` is \(value) by property and \(size) by `resources`")
            }
        }
        let dynamic = "spark.dynamicAllocation."
        if let low = values[dynamic + "minExecutors"].flatMap(Int.init),
            let high = values[dynamic + "maxExecutors"].flatMap(Int.init), low > high
        {
            problems.append("at least \(low) and at most \(high) executors")
        }
        return problems
    }
}

extension SparkJobModel {
    /// Sizes by the property that says the same. Memory has units there and is compared by nobody.
    fileprivate var sizes: [(String, Int?)] {
        [
            ("spark.executor.instances", executors), ("spark.executor.cores", executorCores),
            ("spark.executor.memory", executorMemoryMiB), ("spark.driver.memory", driverMemoryMiB),
        ]
    }

    fileprivate var memoryKeys: Set<String> { ["spark.executor.memory", "spark.driver.memory"] }
}
