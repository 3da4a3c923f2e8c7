import CodeModels
import PipelineModel

/// The items of a mapped group: what its instances are counted by, and how a template finds the item of its own.
struct GroupItems {
    let items: MappedItems
    let names: VariableNames
    let context: OperatorContext

    /// What `expand` counts: the list itself.
    var source: PythonExpression {
        if let known = items.known { return .list(known.map { context.expression($0) }) }
        let lists = items.results.map { PythonExpression.attribute(.name(names[$0]), "output") }
        guard let first = lists.first else { preconditionFailure("a list is known or left by a task") }
        guard lists.count > 1 else { return first }
        return .call(.attribute(first, "zip"), lists.dropFirst().map { .positional($0) })
    }

    /// Puts templates where the item goes: Airflow renders them for each instance.
    static func apply(_ items: MappedItems, to arguments: CallArguments, _ context: OperatorContext) -> CallArguments {
        var applied = CallArguments()
        for case .keyword(let name, let value) in arguments.list {
            applied.add(name, value.fillingHoles { "{{ \(template(items, keys: $0.keys, context)) }}" })
        }
        return applied
    }

    /// Instances are numbered in the order of the items.
    private static func template(_ items: MappedItems, keys: [String], _ context: OperatorContext) -> String {
        let part = keys.map { "[\(JinjaText.quoted($0))]" }.joined()
        if let known = items.known { return "\(literal(.list(known)))[ti.map_index]\(part)" }
        switch items {
        case .result(let task): return "\(result(task, context))[ti.map_index]\(part)"
        case .zip(let lists), .product(let lists):
            guard let list = lists.first(where: { $0.name == keys.first }) else {
                preconditionFailure("`\(keys.first ?? "item")` is one of the lists, as the checks have seen")
            }
            return template(list.items, keys: Array(keys.dropFirst()), context)
        case .list: preconditionFailure("a list of literals is known")
        }
    }

    private static func result(_ task: TaskReference, _ context: OperatorContext) -> String {
        task.path.map(context.listResults.contains) ?? false
            ? "(\(JinjaText.result(of: task, .all)))" : JinjaText.result(of: task)
    }

    private static func literal(_ value: ValueModel) -> String {
        switch value {
        case .none: "none"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number), .seconds(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): JinjaText.expression(text)
        case .result(let task): JinjaText.quoted(task.path ?? "")
        case .template(let text), .reference(let text), .call(let text, _): JinjaText.quoted(text)
        case .list(let items): "[\(items.map(literal).joined(separator: ", "))]"
        case .dictionary(let entries):
            "{\(entries.map { "\(JinjaText.quoted($0.name)): \(literal($0.value))" }.joined(separator: ", "))}"
        }
    }
}

extension PythonExpression {
    /// The expression with texts in place of its holes.
    fileprivate func fillingHoles(_ text: (PythonHole) -> String) -> PythonExpression {
        replacingLeaves { leaf in
            switch leaf {
            case .hole(let hole): .string(text(hole))
            case .joined(let pieces):
                .string(
                    pieces.map { piece in
                        switch piece {
                        case .string(let text): text
                        case .hole(let hole): text(hole)
                        default: preconditionFailure("only strings and holes are joined")
                        }
                    }.joined())
            default: nil
            }
        }
    }
}
