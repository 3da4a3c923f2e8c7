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
                    at: pipeline.sources.location(of: "params"), fix: "give one of them another name")
            }
            for task in pipeline.tasks {
                let isSensor = if case .sensor = task.kind { true } else { false }
                if let model = task.kind.customOperator,
                    let name = model.arguments.map(\.name).first(where: given(byItself: model, isSensor).contains)
                {
                    report.add(
                        .repeatedName, "task `\(task.path)` is given `\(name)`, which it has from its declaration",
                        at: task.location, fix: "leave the argument out")
                }
                let entries = task.facts.inputs.map { ValueModel.Entry($0.name, $0.value) }
                guard let name = repeated(in: entries) else { continue }
                report.add(
                    .repeatedName, "task `\(task.path)` is given `\(name)` twice", at: task.location,
                    fix: "leave one of the two out")
            }
        }
    }

    private static func given(byItself model: OperatorModel, _ isSensor: Bool) -> Set<String> {
        if model.isGroup { return ["group_id"] }
        let own: Set<String> = ["task_id", "dag", "task_group"]
        return isSensor ? own.union(["mode", "poke_interval", "timeout", "soft_fail", "deferrable"]) : own
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
