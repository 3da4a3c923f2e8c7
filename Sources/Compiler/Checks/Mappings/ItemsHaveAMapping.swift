import Diagnostics
import PipelineModel

/// A text says `.item` only in a mapped task, and a mapped task says it.
enum ItemsHaveAMapping: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let location = task.location
                let texts = task.texts.filter(\.holdsItem)
                if task.mapping == nil, task.groupItems == nil, !texts.isEmpty {
                    report.add(
                        .itemWithoutMapping, "task `\(task.path)` uses `.item`, and is not mapped", at: location,
                        fix: "add `.mapped(over: …)`, or put it into a `ForEach`")
                }
                if task.mapping != nil, texts.isEmpty {
                    report.add(
                        .itemWithoutMapping, "task `\(task.path)` is mapped, and none of its texts uses `.item`",
                        at: location, fix: "say `.item` where the item goes")
                }
            }
        }
    }
}
