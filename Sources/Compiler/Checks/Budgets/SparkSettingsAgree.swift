import Diagnostics
import PipelineModel

/// The sizes and properties of Spark applications are what Spark takes, and can all hold at once.
///
/// Source: https://spark.apache.org/docs/latest/configuration.html
enum SparkSettingsAgree: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let platform = project.model.environment.data.spark
        if let defaults = platform?.defaults, let place = project.environment {
            let owner = "Spark in environment `\(project.model.environment.name)`"
            check(defaults, of: owner, at: place, &report)
        }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .spark(let job) = task.kind else { continue }
                check(job.spark, of: "task `\(task.path)`", at: task.location, &report)
                guard let platform else { continue }
                let effective = SparkRequest(job.spark.over(platform.defaults), on: platform, job.program.language)
                for problem in effective.contradictions {
                    contradict("task `\(task.path)`", problem, at: task.location, &report)
                }
                if let problem = effective.excess {
                    report.add(
                        .sparkOverQuota, "task `\(task.path)` asks for \(problem)", at: task.location,
                        fix: "ask for less, or raise the quota of Spark in the environment")
                }
            }
        }
    }

    private static func check(
        _ settings: SparkSettings, of owner: String, at place: SourceLocation, _ report: inout DiagnosticReport
    ) {
        var values: [String: String] = [:]
        for entry in settings.configuration {
            if !entry.key.hasPrefix("spark.") {
                contradict(owner, "Spark ignores property `\(entry.key)`", at: place, &report)
            }
            if let first = values[entry.key], first != entry.value {
                contradict(owner, "property `\(entry.key)` is \(first) and \(entry.value)", at: place, &report)
            }
            values[entry.key] = entry.value
            check(entry, of: owner, at: place, &report)
        }
        for (key, size, isMemory) in settings.resources.properties {
            guard let size else { continue }
            if let problem = problem(of: size, key) { contradict(owner, problem, at: place, &report) }
            guard let value = values[key], !says(value, size, key, isMemory) else { continue }
            let unit = isMemory ? " MiB" : ""
            contradict(
                owner, "`\(key)` is \(value) by property and \(size)\(unit) by `resources`", at: place, &report)
        }
    }

    private static func check(
        _ entry: ConfigurationEntry, of owner: String, at place: SourceLocation, _ report: inout DiagnosticReport
    ) {
        if let kind = SparkPropertyCatalog.kinds[entry.key] {
            guard let problem = kind.problem(of: entry.value) else { return }
            report.add(
                .badSparkProperty, "\(owner): property `\(entry.key)` \(problem), and not `\(entry.value)`", at: place,
                fix: "write a value that Spark takes")
        } else if SparkRequest.chosenByEnvironment.contains(entry.key) {
            contradict(owner, "property `\(entry.key)` is what the environment says by other words", at: place, &report)
        } else if let known = misspelling(of: entry.key, among: SparkPropertyCatalog.kinds.keys) {
            report.add(
                .unknownSparkProperty, "\(owner): Spark ignores property `\(entry.key)`, which it does not know",
                at: place, fix: "did you mean `\(known)`?")
        }
    }

    private static func contradict(
        _ owner: String, _ problem: String, at place: SourceLocation, _ report: inout DiagnosticReport
    ) {
        report.add(.contradictingSpark, "\(owner): \(problem)", at: place, fix: "say it once, with values that fit")
    }

    /// Spark refuses a heap below one and a half times what it reserves for itself, 300 MiB.
    private static func problem(of size: Int, _ key: String) -> String? {
        if key.hasSuffix(".memory"), size < 450 { return "`\(key)` is \(size) MiB, and Spark starts with 450 or more" }
        if size < 1 { return "`\(key)` is \(size)" }
        return nil
    }

    private static func says(_ value: String, _ size: Int, _ key: String, _ isMemory: Bool) -> Bool {
        guard isMemory else { return Int(value) == size }
        return SparkPropertyCatalog.kinds[key]?.bytes(in: value) == size << 20
    }
}
