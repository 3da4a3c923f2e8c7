/// Work that ends.
extension KubernetesObject {
    /// When a job is started.
    package struct JobSchedule: Equatable, Sendable {
        /// Five fields. A zone in it would be refused, so it stands beside it.
        package var cron: String
        /// Without one it would be that of the controller, which nobody sees.
        package var zone: String
        /// Seconds after which a start that was missed is no longer made up for.
        package var deadline: Int

        package init(_ cron: String, zone: String, deadline: Int) {
            self.cron = cron
            self.zone = zone
            self.deadline = deadline
        }
    }

    /// A job that starts again and again, never twice at a time.
    ///
    /// - Parameter timeout: seconds after which a run is ended; shorter than the time between two starts.
    package static func cronJob(
        _ metadata: ObjectMetadata, _ schedule: JobSchedule, timeout: Int, selector: [String: String],
        _ pod: KubernetesPod
    ) -> KubernetesObject {
        precondition(metadata.name.utf8.count <= 52, "the name of a CronJob is at most 52 characters")
        return KubernetesObject(
            KubernetesType("batch/v1", "CronJob"), metadata,
            [
                (
                    "spec",
                    [
                        "schedule": .string(schedule.cron), "timeZone": .string(schedule.zone),
                        "concurrencyPolicy": "Forbid", "startingDeadlineSeconds": .int(schedule.deadline),
                        "successfulJobsHistoryLimit": 1, "failedJobsHistoryLimit": 3,
                        "jobTemplate": ["spec": job(metadata, timeout: timeout, selector, pod)],
                    ]
                )
            ])
    }

    /// Work that is done once. A job cannot be changed, so its name has to be another one when what it does is.
    ///
    /// - Parameter timeout: seconds after which it is ended.
    package static func job(
        _ metadata: ObjectMetadata, timeout: Int, selector: [String: String], _ pod: KubernetesPod
    ) -> KubernetesObject {
        KubernetesObject(
            KubernetesType("batch/v1", "Job"), metadata, [("spec", job(metadata, timeout: timeout, selector, pod))])
    }

    private static func job(
        _ metadata: ObjectMetadata, timeout: Int, _ selector: [String: String], _ pod: KubernetesPod
    ) -> Document {
        var pod = pod
        pod.restarts = .never
        return [
            "activeDeadlineSeconds": .int(timeout), "backoffLimit": 1, "ttlSecondsAfterFinished": 86_400,
            "template": template(metadata, selector, pod),
        ]
    }
}
