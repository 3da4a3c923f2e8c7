import Diagnostics
import PipelineModel

/// No text holds the character by which C ends one: what is handed to a program or kept in a database would end there.
enum TextsGoOn: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let model = pipeline.model
            let subject = "pipeline `\(model.id)`"
            let place = pipeline.sources.pipeline
            check([model.summary, model.title ?? ""] + model.tags, of: subject, at: place, &report)
            for param in model.params {
                let initial = param.initial.map { [ValueModel.Entry(param.name, $0)].texts.flatMap(\.literals) } ?? []
                let words = [param.summary, param.title, param.section].compactMap(\.self)
                check(initial + words, of: "param `\(param.name)` of \(subject)", at: place, &report)
            }
            let told = (model.notifications + (model.defaults.notifications ?? [])).flatMap(literals)
            check(told, of: "a notification of \(subject)", at: place, &report)
            for task in pipeline.tasks {
                let words = [task.model.documentation, task.model.title].compactMap(\.self)
                let values = task.facts.namedValues.texts.flatMap(\.literals)
                let told = (task.model.policies.notifications ?? []).flatMap(literals)
                check(
                    task.texts.flatMap(\.literals) + words + values + told, of: "task `\(task.model.path)`",
                    at: task.location, &report)
            }
        }
    }

    private static func literals(of notification: NotificationModel) -> [String] { notification.text?.literals ?? [] }

    private static func check(
        _ texts: [String], of subject: String, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard texts.contains(where: { $0.utf8.contains(0) }) else { return }
        report.add(
            .endingCharacter, "a text of \(subject) holds `\\0`, and would end there", at: location,
            fix: "take it out, or let a program write it: `printf '\\0'`")
    }
}
