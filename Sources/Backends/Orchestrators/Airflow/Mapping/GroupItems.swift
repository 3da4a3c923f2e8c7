import BackendInterface
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

    /// Puts templates where marks of the item stand: Airflow renders them for each instance.
    static func apply(_ items: MappedItems, to arguments: CallArguments, _ context: OperatorContext) -> CallArguments {
        var applied = CallArguments()
        for case .keyword(let name, let value) in arguments.list {
            applied.add(name, value.replacingMarks { "{{ \(template(items, key: $0, context)) }}" })
        }
        return applied
    }

    /// Instances are numbered in the order of the items.
    private static func template(_ items: MappedItems, key: String?, _ context: OperatorContext) -> String {
        let part = key.map { "[\(JinjaText.quoted($0))]" } ?? ""
        if let known = items.known { return "\(literal(.list(known)))[ti.map_index]\(part)" }
        switch items {
        case .result(let task): return "\(result(task, context))[ti.map_index]\(part)"
        case .zip(let lists), .product(let lists):
            guard let list = lists.first(where: { $0.name == key }) else {
                preconditionFailure("`\(key ?? "item")` is one of the lists, as the checks have seen")
            }
            return template(list.items, key: nil, context)
        case .list: preconditionFailure("a list of literals is known")
        }
    }

    private static func result(_ task: String, _ context: OperatorContext) -> String {
        context.listResults.contains(task)
            ? "(\(InstanceResult.all.expression(of: task)))" : JinjaText.expression(.result(task: task))
    }

    private static func literal(_ value: ValueModel) -> String {
        switch value {
        case .none: "none"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number), .seconds(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): JinjaText.expression(text)
        case .template(let text), .reference(let text), .result(let text), .call(let text, _): JinjaText.quoted(text)
        case .list(let items): "[\(items.map(literal).joined(separator: ", "))]"
        case .dictionary(let entries):
            "{\(entries.map { "\(JinjaText.quoted($0.name)): \(literal($0.value))" }.joined(separator: ", "))}"
        }
    }
}

extension PythonExpression {
    /// The expression with texts in place of the marks of an item.
    fileprivate func replacingMarks(_ replacement: (String?) -> String) -> PythonExpression {
        replacingStrings { text in
            .string(
                ItemMark.pieces(of: text).map { piece in
                    switch piece {
                    case .text(let text): text
                    case .item(let key, _): replacement(key)
                    }
                }.joined())
        }
    }
}
