import CodeModels
import PipelineModel

/// An operator of a mapped task: `Operator.partial(…).expand…(…)`.
struct MappedCall {
    let mapping: MappingModel
    /// What a text must not end in: see ``OperatorCall/fileEndings``.
    let fileEndings: [String]
    /// Whether the operator is known to render each of its fields that holds an item.
    let rendersFields: Bool
    /// See ``OperatorCall/remade``.
    let remade: Set<PythonIdentifier>
    /// The one argument that takes a whole dictionary of a mapping over arguments; nil where each is its own.
    var rowArgument: PythonIdentifier?
    let names: VariableNames
    let context: OperatorContext

    func render(_ operatorClass: PythonExpression, _ arguments: CallArguments) -> PythonExpression {
        var fixed = CallArguments()
        var varying: [(name: PythonIdentifier, value: PythonExpression)] = []
        for case .keyword(let name, let value) in arguments.list {
            if ItemSubstitution.isNeeded(in: value) { varying.append((name, value)) } else { fixed.add(name, value) }
        }
        fixed.add("max_active_tis_per_dagrun", mapping.limit)
        // Airflow 2 refuses a file whose defaults give a mapped task one.
        if context.dialect.version == .v2, context.pipeline.deadline != nil { fixed.add("sla", PythonExpression.none) }
        if let label = mapping.label {
            fixed.add("map_index_template", GroupItems.labelled(JinjaText.python(label), mapping.items, context))
        }
        let partial = PythonExpression.call(.attribute(operatorClass, "partial"), fixed.list, layout: .expanded)
        return mapping.givesArguments == true
            ? expandedByRows(partial) : expanded(partial, varying, of: operatorClass)
    }

    /// Each item is what one instance is called with.
    private func expandedByRows(_ partial: PythonExpression) -> PythonExpression {
        let rows = mapping.items.known.map { .list($0.map { context.expression($0) }) } ?? source
        guard let rowArgument else {
            return .call(.attribute(partial, "expand_kwargs"), [.positional(rows)])
        }
        return .call(.attribute(partial, "expand"), [.keyword(rowArgument, rows)])
    }

    private func expanded(
        _ partial: PythonExpression, _ varying: [(name: PythonIdentifier, value: PythonExpression)],
        of operatorClass: PythonExpression
    ) -> PythonExpression {
        if let items = mapping.items.known { return expanded(partial, varying, known: items) }
        if case .product(let lists) = mapping.items { return crossed(partial, varying, lists) }
        if varying.count == 1, !varying[0].value.holdsTemplate, !varying[0].value.holdsResult {
            let value = ItemSubstitution(item: .name("item"), parts: zipParts, in: surroundings(of: varying[0].name))
                .apply(to: varying[0].value)
            return .call(
                .attribute(partial, "expand"),
                [.keyword(varying[0].name, value == .name("item") ? source : mapped(source, by: value))])
        }
        // Airflow renders what the function of a row returns, wherever the operator renders its fields.
        // Source: `ListOfDictsExpandInput.resolve` and `DictOfListsExpandInput.resolve` of Airflow 2.11 and 3.3.
        let row = varying.map { name, value in
            PythonDictItem.pair(.string(name.text), self.value(value, of: name, in: operatorClass))
        }
        return .call(
            .attribute(partial, "expand_kwargs"),
            [.positional(mapped(source, by: .dict(row)))])
    }

    /// The value of an argument in the row of an instance. The fields that a class of the author's renders are known
    /// when it is imported.
    private func value(
        _ value: PythonExpression, of name: PythonIdentifier, in operatorClass: PythonExpression
    ) -> PythonExpression {
        let kept = ItemSubstitution(item: .name("item"), parts: zipParts, in: .rendered(context.dialect))
            .apply(to: value)
        let plain = ItemSubstitution(item: .name("item"), parts: zipParts, in: .unrendered).apply(to: value)
        guard !rendersFields, kept != plain else { return kept }
        let fields = PythonExpression.attribute(operatorClass, "template_fields")
        return .conditional(
            kept, condition: .comparison(.string(name.text), [PythonComparison(.in, fields)]), otherwise: plain)
    }

    /// What a mapping of an argument of its own gives is data to Airflow.
    private func surroundings(of name: PythonIdentifier) -> ItemSubstitution.Surroundings {
        remade.contains(name) ? .rendered(context.dialect) : .unrendered
    }

    /// Items that are known now are put in now.
    private func expanded(
        _ partial: PythonExpression, _ varying: [(name: PythonIdentifier, value: PythonExpression)],
        known items: [ValueModel]
    ) -> PythonExpression {
        let substitutions = items.map { ItemSubstitution(value: $0, context, avoiding: fileEndings) }
        guard varying.count == 1 else {
            let rows = substitutions.map { substitution in
                PythonExpression.dict(varying.map { .pair(.string($0.name.text), substitution.apply(to: $0.value)) })
            }
            return .call(.attribute(partial, "expand_kwargs"), [.positional(.list(rows))])
        }
        let values = substitutions.map { $0.apply(to: varying[0].value) }
        return .call(.attribute(partial, "expand"), [.keyword(varying[0].name, .list(values))])
    }

    /// Airflow itself combines the lists of several arguments; each argument takes the item of one list.
    private func crossed(
        _ partial: PythonExpression, _ varying: [(name: PythonIdentifier, value: PythonExpression)],
        _ lists: [MappedItems.Named]
    ) -> PythonExpression {
        let arguments = varying.map { argument -> PythonArgument in
            let keys = ItemSubstitution.keys(in: argument.value)
            guard keys.count == 1, let list = lists.first(where: { keys.contains($0.name) }) else {
                preconditionFailure("`\(argument.name)` takes the item of exactly one list, as the checks have seen")
            }
            if case .list(let known) = list.items {
                let values = known.map { item in
                    let row = ValueModel.dictionary([ValueModel.Entry(list.name, item)])
                    return ItemSubstitution(value: row, context, avoiding: fileEndings).apply(to: argument.value)
                }
                return .keyword(argument.name, .list(values))
            }
            let item = ItemSubstitution(
                item: .name("item"), parts: [list.name: .name("item")], in: surroundings(of: argument.name))
            let value = item.apply(to: argument.value)
            let source = self.source(of: list.items)
            return .keyword(
                argument.name, value == .name("item") ? source : mapped(source, by: value))
        }
        return .call(.attribute(partial, "expand"), arguments)
    }

    private func mapped(_ source: PythonExpression, by value: PythonExpression) -> PythonExpression {
        .call(.attribute(source, "map"), [.positional(.lambda(["item"], value))])
    }

    private var source: PythonExpression { source(of: mapping.items) }

    private func source(of items: MappedItems) -> PythonExpression {
        switch items {
        case .list(let items): .list(items.map { context.expression($0) })
        case .result(let task): context.output(of: task)
        case .zip(let lists):
            .call(
                .attribute(source(of: lists[0].items), "zip"),
                lists.dropFirst().map { .positional(source(of: $0.items)) })
        case .product: preconditionFailure("a product has no list of its own")
        }
    }

    /// Airflow zips lists to tuples.
    private var zipParts: [String: PythonExpression]? {
        guard case .zip(let lists) = mapping.items else { return nil }
        return Dictionary(
            uniqueKeysWithValues: lists.enumerated().map { ($1.name, .item(.name("item"), .int($0))) })
    }
}
