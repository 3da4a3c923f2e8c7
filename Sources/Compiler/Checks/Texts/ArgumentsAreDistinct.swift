import Diagnostics
import PipelineModel

/// An argument, a param or the entry of a dictionary has its name for itself: Python refuses a keyword that comes twice,
/// and keeps the last of two entries.
enum ArgumentsAreDistinct: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            if let name = repeated(pipeline.model.params.map(\.name)) {
                report.add(
                    .repeatedName, "pipeline `\(pipeline.model.id)` has two params called `\(name)`",
                    at: pipeline.sources.pipeline, fix: "give one of them another name")
            }
            for task in pipeline.tasks {
                if case .custom(let model) = task.kind,
                    let name = model.arguments.map(\.name).first(where: given(byItself: model).contains)
                {
                    report.add(
                        .repeatedName, "task `\(task.path)` is given `\(name)`, which it has from its declaration",
                        at: task.location, fix: "leave the argument out")
                }
                guard let name = repeated(in: task.kind.entries) else { continue }
                report.add(
                    .repeatedName, "task `\(task.path)` is given `\(name)` twice", at: task.location,
                    fix: "leave one of the two out")
            }
        }
    }

    private static func given(byItself model: OperatorModel) -> Set<String> {
        model.isGroup ? ["group_id"] : ["task_id", "dag", "task_group"]
    }

    private static func repeated(_ names: [String]) -> String? {
        var known: Set<String> = []
        return names.first { !known.insert($0).inserted }
    }

    private static func repeated(in entries: [ValueModel.Entry]) -> String? {
        repeated(entries.map(\.name)) ?? entries.lazy.compactMap { repeated(in: $0.value) }.first
    }

    private static func repeated(in value: ValueModel) -> String? {
        switch value {
        case .dictionary(let entries), .call(_, let entries): repeated(in: entries)
        case .list(let items): items.lazy.compactMap { repeated(in: $0) }.first
        case .none, .bool, .int, .number, .seconds, .text, .template, .reference, .result: nil
        }
    }
}

extension TaskKind {
    /// What it is called with, by name.
    fileprivate var entries: [ValueModel.Entry] {
        switch self {
        case .custom(let model): return model.arguments
        case .python(let model): return model.arguments
        case .trigger(let model): return model.configuration
        case .sql(let model): return model.parameters
        case .glue(let model): return model.arguments
        case .httpRequest(let model):
            let headers = ValueModel.Entry("headers", .dictionary(model.headers))
            switch model.body {
            case .form(let fields): return [headers, ValueModel.Entry("body", .dictionary(fields))]
            case .json(let value): return [headers, ValueModel.Entry("body", value)]
            case .text, nil: return [headers]
            }
        default: return facts.values.enumerated().map { ValueModel.Entry("\($0)", $1) }
        }
    }
}
