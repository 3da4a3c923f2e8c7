import BackendInterface
import Diagnostics
import PipelineModel

/// What Spark jobs ask for that Glue cannot do.
enum GlueLimits {
    static func limits(of task: TaskModel, _ job: SparkJobModel, _ glue: GluePlatform) -> [Limit] {
        var limits: [Limit] = []
        if job.program.language != .python {
            limits.append(
                WorkLimits.work(
                    "is a program in \(job.program.language.rawValue), and jobs of Glue are scripts of Python here",
                    fix: "run it on EMR Serverless: `spark: EMRServerlessSetting(…)`"))
        }
        if !job.spark.packages.isEmpty {
            limits.append(
                WorkLimits.work(
                    "wants packages of Maven, which Glue does not fetch",
                    fix: "lay the jars into S3, and name them as jars"))
        }
        let reads = task.reads.count
        if reads > 1 || GlueArguments.pairs(of: job.arguments) == nil {
            limits.append(
                WorkLimits.work(
                    reads > 1
                        ? "reads \(reads) datasets, and Glue hands a job one `--input`"
                        : "has arguments without a name or with one twice, and Glue hands them on by name",
                    fix: reads > 1
                        ? "run it on EMR Serverless: `spark: EMRServerlessSetting(…)`"
                        : "name each: `--country`, and give it a value"))
        }
        if glue.isFlexible, let timeout = task.policies.timeout, timeout < flexibleStart {
            limits.append(
                Limit(
                    "has \(timeout) s, and a flexible job of Glue may wait that long before it begins",
                    fix: "give it an hour or more, or set `isFlexible` to false", code: .addedWaits))
        }
        return limits + sizes(job)
    }

    /// Seconds within which one may hope that a flexible job begins:
    /// https://docs.aws.amazon.com/glue/latest/dg/add-job.html
    private static let flexibleStart = 3_600

    private static func sizes(_ job: SparkJobModel) -> [Limit] {
        let wanted = job.spark.resources
        let largest = GlueWorker.all[GlueWorker.all.count - 1]
        let heap = max(wanted.executorMemoryMiB ?? 0, wanted.driverMemoryMiB ?? 0)
        guard heap > largest.heapMiB || max(wanted.executorCores ?? 0, wanted.driverCores ?? 0) > largest.cores else {
            return []
        }
        return [
            WorkLimits.work(
                "wants \(heap) MiB for an executor or more than \(largest.cores) cores, and the largest worker of Glue has "
                    + "\(largest.heapMiB) and \(largest.cores)",
                fix: "spread the work over more executors, or run it on EMR Serverless")
        ]
    }
}
