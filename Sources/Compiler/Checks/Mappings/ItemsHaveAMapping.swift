import Diagnostics
import PipelineModel

/// A text says `.item` only in a mapped task, and a mapped task says it.
enum ItemsHaveAMapping: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let location = task.location
                if task.mapping?.givesArguments == true { check(task, at: location, &report) }
                let texts = task.texts.filter(\.holdsItem)
                if task.mapping == nil, task.groupItems == nil, !texts.isEmpty {
                    report.add(
                        .itemWithoutMapping, "task `\(task.path)` uses `.item`, and is not mapped", at: location,
                        fix: "add `.mapped(over: …)`, or put it into a `ForEach`")
                }
                if let mapping = task.mapping, mapping.givesArguments != true, texts.isEmpty {
                    report.add(
                        .itemWithoutMapping, "task `\(task.path)` is mapped, and none of its texts uses `.item`",
                        at: location, fix: "say `.item` where the item goes")
                }
            }
        }
    }

    /// Rows that give the arguments are dictionaries, and those of a function are all that it is called with.
    private static func check(
        _ task: CheckContext.Task, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        if case .python(let call) = task.kind, let argument = call.arguments.first {
            report.add(
                .itemWithoutMapping,
                "task `\(task.path)` is mapped over all its arguments, and is given `\(argument.name)` beside them",
                at: location,
                fix: "put it into each dictionary, or map over the items and say each argument with `.item(…)`")
        }
        let isResult = if case .result = task.mapping?.items { true } else { false }
        let known = task.mapping?.items.known ?? []
        let isOther = known.contains { if case .dictionary = $0 { false } else { true } }
        guard isOther || !isResult && task.mapping?.items.known == nil else { return }
        report.add(
            .itemWithoutMapping, "task `\(task.path)` is mapped over arguments, and an item is no dictionary of them",
            at: location, fix: "map over a list of dictionaries, or over the result of a task that leaves one")
    }
}
