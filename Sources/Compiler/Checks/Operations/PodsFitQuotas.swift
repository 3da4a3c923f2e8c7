import Diagnostics
import PipelineModel

/// No pod of a Spark application asks for more memory than all pods of its namespace may.
enum PodsFitQuotas: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard let operations = environment.operations, case .kubernetes(let platform)? = environment.cluster,
            let installation = platform.installation, let spark = environment.data.spark,
            case .kubernetes(let cluster) = spark.submission
        else { return }
        let budgets = installation.profiles.map {
            ClusterBudget(project.model, operations, on: platform, installation, $0)
        }
        guard let largest = budgets.max(by: { $0.requestMiB < $1.requestMiB }) else { return }
        let quota = largest.quotaMiB(of: cluster.namespace, jobs: installation.jobs)
        for task in project.pipelines.flatMap(\.tasks) {
            guard case .spark(let job) = task.model.kind else { continue }
            let most = largestPod(of: job, on: spark)
            if most > quota {
                report.add(
                    .podBeyondQuota,
                    "a pod of task `\(task.path)` asks for \(most) MiB of memory, and all pods of namespace `\(cluster.namespace)` may ask for \(quota)",
                    at: task.location,
                    fix: "let the job ask for less, or the installation's `jobs` take more")
            }
        }
    }

    private static func largestPod(of job: SparkJobModel, on spark: SparkPlatform) -> Int {
        let request = SparkRequest(job.spark.over(spark.defaults), on: spark, job.program.language)
        return max(request.driverMiB, request.executorMiB)
    }
}
