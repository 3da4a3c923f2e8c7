import Diagnostics
import PipelineModel

/// What a trigger hands to another pipeline is a param there, with a value that it takes.
enum ConfigurationsFit: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let params = Dictionary(project.pipelines.map { ($0.model.id, $0.model.params) }) { first, _ in first }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                // A pipeline without params may read the configuration itself.
                guard case .trigger(let trigger) = task.model.kind, let other = params[trigger.pipeline], !other.isEmpty
                else { continue }
                let names = other.map(\.name)
                for entry in trigger.configuration {
                    guard let param = other.first(where: { $0.name == entry.name }),
                        let refusal = param.refusal(of: entry.value)
                    else { continue }
                    report.add(
                        .refusedConfiguration,
                        "task `\(task.path)` hands a value for `\(entry.name)` to `\(trigger.pipeline)` that \(refusal)",
                        at: task.location, fix: "hand over a value that the param takes, or widen its limits")
                }
                let given = Set(trigger.configuration.map(\.name))
                for param in other where param.initial == nil && !param.isNullable && !given.contains(param.name) {
                    report.add(
                        .refusedConfiguration,
                        "task `\(task.path)` starts `\(trigger.pipeline)` without a value for `\(param.name)`, which has no "
                            + "default",
                        at: task.location,
                        fix: "hand one over, `configuration: [\"\(param.name)\": …]`, or give it a default")
                }
                for entry in trigger.configuration where !names.contains(entry.name) {
                    report.add(
                        .unusedConfiguration,
                        "task `\(task.path)` hands `\(entry.name)` to `\(trigger.pipeline)`, which has no such param",
                        at: task.location,
                        fix: suggestion(for: entry.name, among: names)
                            ?? "add it to the params of `\(trigger.pipeline)`")
                }
            }
        }
    }
}
