import Compiler
import Diagnostics
import PipelineModel

/// A text of a mapped task that says `.item` says nothing else that is known at run time only.
///
/// Airflow does not render templates in mapped arguments. A shell command is the exception: its item goes through a
/// variable of the process.
enum ItemsStandAlone: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let location = task.location
                let texts = task.texts.filter(\.holdsItem)
                if let mapping = task.mapping, mapping.label?.holdsItem ?? false, mapping.isCrossedAtRunTime {
                    report.add(
                        .itemWithoutMapping,
                        "the label of task `\(task.path)` uses `.item`, whose number is not known for a product of results",
                        at: location, fix: "label it with a value of the run, or let one task leave the product")
                }
                if texts.contains(where: \.givesItemToFunction) || task.mapping?.label?.givesItemToFunction ?? false {
                    report.add(
                        .templateBesideItem, "a text of task `\(task.path)` gives `.item` to a function", at: location,
                        fix: "let the task that leaves the items call the function")
                }
                if task.mapping != nil, task.textsWithoutCommand.contains(where: \.holdsMoreThanItem) {
                    report.add(
                        .templateBesideItem,
                        "a text of mapped task `\(task.path)` holds `.item` and another value of the run",
                        at: location, fix: "give the other value in an argument of its own")
                }
            }
        }
    }
}

extension CheckContext.Task {
    /// The texts with an item, but for a shell command.
    fileprivate var textsWithoutCommand: [RuntimeText] {
        guard case .bash(let bash) = model.kind else { return texts.filter(\.holdsItem) }
        return ((bash.variables?.texts ?? []) + [bash.folder].compactMap(\.self)).filter(\.holdsItem)
    }
}

extension MappingModel {
    /// Airflow numbers the instances of a product in an order of its own.
    fileprivate var isCrossedAtRunTime: Bool {
        if case .product = items { items.knownCount == nil } else { false }
    }
}

extension RuntimeText {
    /// An item is put in before templates are rendered, and functions are called after.
    fileprivate var givesItemToFunction: Bool {
        parts.contains { part in
            if case .item = part { false } else { RuntimeText([part]).holdsItem }
        }
    }

    fileprivate var holdsMoreThanItem: Bool {
        parts.contains { part in
            switch part {
            case .literal, .item: false
            case .variable, .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .param, .result, .expression,
                .partitionKey,
                .answer, .macro, .filtered:
                true
            }
        }
    }
}
