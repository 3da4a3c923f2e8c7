import CodeModels
import PipelineModel

/// The items of a mapped group: what its instances are counted by, and how its tasks find the item of their own.
///
/// An argument takes the item, or a part of it, as the value that it is: it is handed on as a parameter of the function
/// that makes the group. A text finds it in a template, by the number of the instance.
struct GroupItems {
    let items: MappedItems
    let context: OperatorContext
    /// What tasks of the group are handed on, by the keys that lead to it, in the order of first use.
    private let handedOn: [[String]]
    private let parameters: [[String]: PythonIdentifier]

    /// - Parameter holes: where the tasks of the group take the item.
    init(_ items: MappedItems, holes: [PythonHole], _ context: OperatorContext) {
        self.items = items
        self.context = context
        var keys: [[String]] = []
        for hole in holes where hole.place == .argument && !keys.contains(hole.keys) && items.isPlain(at: hole.keys) {
            keys.append(hole.keys)
        }
        handedOn = keys
        var taken = context.names.all
        var parameters: [[String]: PythonIdentifier] = [:]
        for path in keys {
            let name = PythonIdentifier(readingLike: (["item"] + path).joined(separator: "_"))
            let numbered = (2...).lazy.map { PythonIdentifier(readingLike: "\(name)_\($0)") }
            let free = taken.contains(name.text) ? numbered.first { !taken.contains($0.text) } ?? name : name
            taken.insert(free.text)
            parameters[path] = free
        }
        self.parameters = parameters
    }

    /// Of the function that makes the group.
    var functionParameters: [PythonParameter] {
        handedOn.isEmpty
            ? [PythonParameter("item")] : handedOn.compactMap { parameters[$0].map { PythonParameter($0) } }
    }

    /// Makes the instances of the group that `function` makes.
    func expand(_ function: PythonExpression) -> PythonExpression {
        guard !handedOn.isEmpty else {
            return .call(.attribute(function, "expand"), [.keyword("item", counted)])
        }
        if handedOn == [[]], let name = parameters[[]] {
            return .call(.attribute(function, "expand"), [.keyword(name, plainItems ?? counted)])
        }
        return .call(.attribute(function, "expand_kwargs"), [.positional(rows)])
    }

    /// The list itself.
    private var counted: PythonExpression {
        if let known = items.known { return .list(known.map { context.expression($0) }) }
        let lists = items.results.map { PythonExpression.attribute(context.node($0), "output") }
        guard let first = lists.first else { preconditionFailure("a list is known or left by a task") }
        guard lists.count > 1 else { return first }
        return .call(.attribute(first, "zip"), lists.dropFirst().map { .positional($0) })
    }

    /// Items that are known now, for a place where nothing is rendered.
    private var plainItems: PythonExpression? {
        items.known.map { .list($0.map(context.unrendered)) }
    }

    /// For each instance the arguments of the function.
    private var rows: PythonExpression {
        guard let known = items.known else {
            let row = handedOn.map { keys in
                PythonDictItem.pair(.string(name(keys)), Self.part(of: items, at: keys))
            }
            return .call(.attribute(counted, "map"), [.positional(.lambda(["item"], .dict(row)))])
        }
        return .list(
            known.map { item in
                .dict(handedOn.map { .pair(.string(name($0)), context.unrendered(item.part(at: $0))) })
            })
    }

    private func name(_ keys: [String]) -> String { parameters[keys]?.text ?? "" }

    /// Airflow zips lists to tuples.
    private static func part(of items: MappedItems, at keys: [String]) -> PythonExpression {
        var keys = keys[...]
        var part = PythonExpression.name("item")
        if case .zip(let lists) = items, let place = lists.firstIndex(where: { $0.name == keys.first }) {
            part = .item(part, .int(place))
            keys.removeFirst()
        }
        return keys.reduce(part) { .item($0, .string($1)) }
    }

    /// Puts the item where it goes.
    func apply(to arguments: CallArguments) -> CallArguments {
        var applied = CallArguments()
        for case .keyword(let name, let value) in arguments.list {
            let filled = value.fillingHoles { hole in
                let parameter = hole.place == .argument ? parameters[hole.keys] : nil
                return parameter.map { .name($0) } ?? .string(Self.template(items, hole.keys, context))
            }
            applied.add(name, filled)
        }
        return applied
    }

    /// A text in which the item of an instance stands as a template, for a task that is mapped itself.
    static func labelled(_ label: PythonExpression, _ items: MappedItems, _ context: OperatorContext)
        -> PythonExpression
    {
        label.fillingHoles { .string(template(items, $0.keys, context)) }
    }

    private static func template(_ items: MappedItems, _ keys: [String], _ context: OperatorContext) -> String {
        "{{ \(expression(items, keys: keys, context)) }}"
    }

    /// Instances are numbered in the order of the items.
    private static func expression(_ items: MappedItems, keys: [String], _ context: OperatorContext) -> String {
        let part = keys.map { "[\(JinjaText.quoted($0))]" }.joined()
        if let known = items.known { return "\(literal(.list(known)))[ti.map_index]\(part)" }
        switch items {
        case .result(let task): return "\(result(task, context))[ti.map_index]\(part)"
        case .zip(let lists), .product(let lists):
            guard let list = lists.first(where: { $0.name == keys.first }) else {
                preconditionFailure("`\(keys.first ?? "item")` is one of the lists, as the checks have seen")
            }
            return expression(list.items, keys: Array(keys.dropFirst()), context)
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
    /// The expression with others in place of its holes. What stands in the midst of a text is a text.
    fileprivate func fillingHoles(_ filling: (PythonHole) -> PythonExpression) -> PythonExpression {
        replacingLeaves { leaf in
            switch leaf {
            case .hole(let hole): filling(hole)
            case .joined(let pieces):
                .string(
                    pieces.map { piece in
                        switch piece {
                        case .string(let text): return text
                        case .hole(let hole):
                            guard case .string(let text) = filling(hole) else {
                                preconditionFailure("a hole in the midst of a text is one for text")
                            }
                            return text
                        default: preconditionFailure("only strings and holes are joined")
                        }
                    }.joined())
            default: nil
            }
        }
    }
}

extension MappedItems {
    /// Whether a part of each item holds nothing that only a template can say.
    fileprivate func isPlain(at keys: [String]) -> Bool {
        guard let known else { return true }
        return known.allSatisfy { $0.part(at: keys).isPlain }
    }
}

extension ValueModel {
    /// What it holds under a key, and in that under the next.
    func part(at keys: [String]) -> ValueModel {
        keys.reduce(self) { value, key in
            guard case .dictionary(let entries) = value else { return .none }
            return entries.first { $0.name == key }?.value ?? .none
        }
    }

    fileprivate var isPlain: Bool {
        switch self {
        case .none, .bool, .int, .number, .seconds, .reference: true
        case .text(let text): text.known != nil
        case .template, .result: false
        case .list(let items): items.allSatisfy(\.isPlain)
        case .dictionary(let entries), .call(_, let entries): entries.allSatisfy(\.value.isPlain)
        }
    }
}
