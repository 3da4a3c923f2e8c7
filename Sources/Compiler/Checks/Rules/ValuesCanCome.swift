import Diagnostics
import PipelineModel

/// A branch or a gate over a param expects values that the param can have, and a way for each.
enum ValuesCanCome: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let options = Dictionary(pipeline.model.params.map { ($0.name, $0.texts) }) { first, _ in first }
            for task in pipeline.tasks {
                if case .branch(let branch) = task.model.kind, branch.question == nil {
                    check(branch.arms.map(\.value), of: branch.value, options, task, needsAll: true, &report)
                    checkDefault(branch, pipeline, options, task, &report)
                }
                if case .gate(let gate) = task.model.kind {
                    check([gate.expected], of: gate.value, options, task, needsAll: false, &report)
                }
            }
        }
    }

    /// What a run gets when nobody gives the param.
    private static func checkDefault(
        _ branch: BranchModel, _ pipeline: CheckContext.Pipeline, _ options: [String: [String]?],
        _ task: CheckContext.Task, _ report: inout DiagnosticReport
    ) {
        guard branch.value.parts.count == 1, case .param(let name) = branch.value.parts[0],
            (options[name] ?? nil) == nil,
            case .text(let initial)? = pipeline.model.params.first(where: { $0.name == name })?.initial,
            let value = initial.known, !branch.arms.contains(where: { $0.value == value })
        else { return }
        let ways = branch.arms.map(\.value)
        report.add(
            .unreachableValue,
            "param `\(name)` is `\(value)` where nobody gives another, for which branch `\(task.path)` has no way",
            at: task.location,
            fix: suggestion(for: value, among: ways)
                ?? "give it one of \(ways.map { "`\($0)`" }.joined(separator: ", ")) as its default")
    }

    private static func check(
        _ expected: [String], of text: RuntimeText, _ options: [String: [String]?], _ task: CheckContext.Task,
        needsAll: Bool, _ report: inout DiagnosticReport
    ) {
        guard text.parts.count == 1, case .param(let name) = text.parts[0], let known = options[name] ?? nil else {
            return
        }
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        if let strange = expected.first(where: { !known.contains($0) }) {
            report.add(
                .unreachableValue,
                "task `\(task.path)` expects `\(strange)` of param `\(name)`, which is one of \(list)",
                at: task.location, fix: suggestion(for: strange, among: known) ?? "name the same values in both places")
        } else if needsAll, let missing = known.first(where: { !expected.contains($0) }) {
            report.add(
                .unreachableValue, "param `\(name)` may be `\(missing)`, for which branch `\(task.path)` has no way",
                at: task.location, fix: "add a way for it, or take it out of the param's options")
        }
    }
}

extension ParamModel {
    /// The texts that stand for its values, when there are only so many.
    fileprivate var texts: [String]? {
        let empty = isNullable ? ["None"] : []
        if kind == .boolean { return ["True", "False"] + empty }
        guard kind == .string, case .list(let options)? = limits.first(where: { $0.name == "enum" })?.value else {
            return nil
        }
        let texts = options.compactMap { option in
            if case .text(let text) = option { text.known } else { nil }
        }
        return texts.count == options.count ? texts + empty : nil
    }
}
