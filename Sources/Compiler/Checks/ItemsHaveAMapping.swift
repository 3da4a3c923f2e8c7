import Diagnostics
import PipelineModel

/// A text says `.item` only in a mapped task, and there says nothing else that is known at run time only.
///
/// Airflow does not render templates in mapped arguments. A shell command is the exception: its item goes through a
/// variable of the process.
enum ItemsHaveAMapping: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                let location = pipeline.sources.location(ofTask: task.path)
                let texts = task.kind.facts.texts.filter(\.holdsItem)
                if task.mapping == nil, !texts.isEmpty {
                    report.add(
                        .itemWithoutMapping, "task `\(task.path)` uses `.item`, and is not mapped", at: location,
                        fix: "add `.mapped(over: …)`")
                }
                if task.mapping != nil, texts.isEmpty {
                    report.add(
                        .itemWithoutMapping, "task `\(task.path)` is mapped, and none of its texts uses `.item`",
                        at: location, fix: "say `.item` where the item goes")
                }
                if task.mapping != nil, !task.isBash, texts.contains(where: \.holdsMoreThanItem) {
                    report.add(
                        .templateBesideItem,
                        "a text of mapped task `\(task.path)` holds `.item` and another value of the run",
                        at: location, fix: "give the other value in an argument of its own")
                }
            }
        }
    }
}

extension TaskModel {
    fileprivate var isBash: Bool {
        if case .bash = kind { true } else { false }
    }
}

extension RuntimeText {
    fileprivate var holdsMoreThanItem: Bool {
        parts.contains { part in
            switch part {
            case .literal, .item: false
            case .variable, .intervalStart, .intervalEnd, .logicalDate, .runID, .param, .result: true
            }
        }
    }
}
