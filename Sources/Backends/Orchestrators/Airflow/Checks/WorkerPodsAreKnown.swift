import Compiler
import Diagnostics
import PipelineModel

/// The environment has the pod templates that tasks ask for, and nothing of a worker's pod waits for the run that is to
/// start in it.
enum WorkerPodsAreKnown: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard case .airflow(let airflow) = environment.orchestrator else { return }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let location = task.location
                if let worker = task.policies.workerPod {
                    find(in: worker.pod, "the worker pod of task `\(task.path)`", at: location, &report)
                }
                // Without any, the executor of the environment is another one.
                guard let name = task.policies.podTemplate?.name, !airflow.podTemplates.isEmpty else { continue }
                find(name, of: task, on: airflow, of: environment.name, at: location, &report)
            }
        }
    }

    private static func find(
        _ name: String, of task: CheckContext.Task, on airflow: AirflowPlatform, of environment: String,
        at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        let templates = airflow.podTemplates.filter { $0.name == name }
        guard let template = templates.first else {
            report.add(
                .unknownPodTemplate,
                "task `\(task.path)` asks for pod template `\(name)`, which environment `\(environment)` does not have",
                at: location,
                fix: suggestion(for: name, among: airflow.podTemplates.map(\.name), "pod templates"))
            return
        }
        if templates.count > 1 {
            report.add(
                .unknownPodTemplate, "environment `\(environment)` has \(templates.count) pod templates `\(name)`",
                at: location, fix: "leave one of them")
        }
        if !isFileName(name) {
            report.add(
                .unknownPodTemplate, "pod template `\(name)` cannot be the name of a file and of a pod", at: location,
                fix: "use lower-case letters, digits and dashes, such as `large-memory`")
        }
        find(in: template.pod, "pod template `\(name)`", at: location, &report)
        if airflow.tree.known == nil {
            report.add(
                .podOfARun,
                "where pod template `\(name)` lies is known only when a task runs, as the tree of environment `\(environment)` is a template",
                at: location, fix: "give the environment's `tree` as a path")
        }
    }

    private static func find(
        in pod: PodSpecification, _ subject: String, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard let text = pod.texts.first(where: { $0.known == nil }) else { return }
        report.add(
            .podOfARun, "\(subject) holds `\(text)`, which is known only when a task runs", at: location,
            fix: "give the value as a text, or let the task read it itself")
    }

    /// A label of RFC 1123, as Kubernetes wants it.
    private static func isFileName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 63 && name.first != "-" && name.last != "-"
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
