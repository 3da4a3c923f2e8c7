import Diagnostics
import PipelineModel

/// A group class of a provider is given nothing that only a task takes, and nobody asks for its result.
enum GroupClassesStandAlone: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let groups = pipeline.graph.tasks.filter(\.isGroupClass)
            for group in groups {
                guard let surplus = group.surplus else { continue }
                report.add(
                    .groupAsTask, "group `\(group.path)` is given \(surplus), which only a task takes",
                    at: pipeline.sources.location(ofTask: group.path),
                    fix: "say it with an argument of the class, or take it out")
            }
            let paths = Set(groups.map(\.path))
            for task in pipeline.tasks where !paths.isEmpty {
                let asked = task.parts.contains { part in
                    if case .result(let asked, _) = part { asked.path.map(paths.contains) ?? false } else { false }
                }
                guard asked || task.mapping.map({ $0.items.asks(paths) }) ?? false else { continue }
                report.add(
                    .groupAsTask, "task `\(task.path)` asks for the result of a group, which has none",
                    at: task.location,
                    fix: "order them with `>>>`, and read the result of a task in it by a `.template`")
            }
        }
    }
}

extension TaskModel {
    /// What it has that the constructor of a group does not take.
    fileprivate var surplus: String? {
        if policies != TaskPolicies() { return "a policy" }
        if rule != nil { return "a rule" }
        if mapping != nil { return "a mapping" }
        if role != .work { return "the role of a setup or teardown" }
        if title != nil || documentation != nil { return "a title or documentation" }
        return reads.isEmpty && writes.isEmpty && aliases.isEmpty ? nil : "a dataset"
    }
}

extension MappedItems {
    fileprivate func asks(_ paths: Set<String>) -> Bool {
        switch self {
        case .list: false
        case .result(let task): task.path.map(paths.contains) ?? false
        case .product(let lists), .zip(let lists): lists.contains { $0.items.asks(paths) }
        }
    }
}
