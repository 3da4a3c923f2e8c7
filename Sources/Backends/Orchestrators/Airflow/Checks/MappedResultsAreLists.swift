import Compiler
import Diagnostics
import PipelineModel

/// What a mapping goes through is a list or a dictionary, and the last line of a command is a text.
///
/// Source: `TaskMap` of Airflow, which refuses whatever is neither with `UnmappableXComTypePushed`.
enum MappedResultsAreLists: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            // The results of a mapped task are a list, whatever each of them is.
            let texts = Set(pipeline.tasks.filter { $0.model.leavesText }.map(\.path))
            guard !texts.isEmpty else { continue }
            for task in pipeline.tasks {
                let lists = (task.model.mapping?.items.lists ?? []) + (task.model.groupItems?.lists ?? [])
                guard let text = lists.first(where: texts.contains) else { continue }
                report.add(
                    .mappedText, "task `\(task.path)` is mapped over the result of `\(text)`, which is a text",
                    at: task.location,
                    notes: [.init("`\(text)` is declared here", at: pipeline.sources.location(ofTask: text))],
                    fix: "map over the list that a Python function or a query leaves")
            }
        }
    }
}

extension TaskModel {
    fileprivate var leavesText: Bool {
        if case .bash = kind { mapping == nil && groupItems == nil } else { false }
    }
}

extension MappedItems {
    /// The tasks whose results are lists of it.
    fileprivate var lists: [String] {
        switch self {
        case .list: []
        case .result(let task): task.path.map { [$0] } ?? []
        case .product(let lists), .zip(let lists): lists.flatMap(\.items.lists)
        }
    }
}
