import Diagnostics
import PipelineModel

/// A container may use at least what it asks for: Kubernetes refuses a pod otherwise.
///
/// Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
enum PodsMayUseWhatTheyAskFor: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                if case .container(let container) = task.model.kind {
                    check(container.pod, of: "task `\(task.path)`", at: task.location, &report)
                }
                if let worker = task.policies.workerPod {
                    check(worker.pod, of: "the worker pod of task `\(task.path)`", at: task.location, &report)
                }
            }
        }
        let location = project.environment ?? project.pipelines.first?.sources.pipeline
        for template in project.model.environment.orchestrator.podTemplates {
            check(template.pod, of: "pod template `\(template.name)`", at: location, &report)
        }
    }

    private static func check(
        _ pod: PodSpecification, of subject: String, at location: SourceLocation?, _ report: inout DiagnosticReport
    ) {
        for container in pod.containers {
            let amounts = [
                ("memory", container.resources.memoryMiB, container.resources.memoryLimitMiB, "MiB"),
                ("cpu", container.resources.milliCPU, container.resources.milliCPULimit, "thousandths of a core"),
            ]
            for (name, asked, most, unit) in amounts {
                guard let asked, let most, asked > most else { continue }
                report.add(
                    .contradictingPod,
                    "container `\(container.name)` of \(subject) asks for \(asked) \(unit) and may use \(most)",
                    at: location, fix: "let `\(name)Limit` be at least `\(name)`")
            }
        }
    }
}
