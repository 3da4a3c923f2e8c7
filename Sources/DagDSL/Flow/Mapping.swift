package import PipelineModel

/// What a task or group is repeated for.
public struct Items: Sendable, TaskInputs {
    package let model: MappedItems
    package let inputs: [TaskDeclaration]

    /// Values that are known now: `.list(["eu", "us"])`, or dictionaries whose entries ``RuntimeValue/item(_:_:)`` names.
    public static func list(_ items: [Argument]) -> Items {
        Items(model: .list(items.map(\.model)), inputs: items.flatMap(\.inputs))
    }

    /// The list that another task leaves as its result.
    public static func result(of task: some PipelineTask) -> Items {
        Items(model: .result(task: .declared(task.declaration.identity)), inputs: [task.declaration])
    }

    /// Every combination of an item of each list.
    ///
    /// Lists that only the run knows are combined by Airflow, each for an argument of its own, such as the path and the
    /// form of a request. For one command, or the arguments of one function, let a task leave the combinations as a list
    /// of dictionaries, and map over its ``result(of:)``.
    public static func product(_ lists: KeyValuePairs<Name, Items>) -> Items {
        Items(model: .product(named(lists)), inputs: lists.flatMap(\.value.inputs))
    }

    /// The first items of all lists, then the second ones, as long as each has one.
    public static func zip(_ lists: KeyValuePairs<Name, Items>) -> Items {
        Items(model: .zip(named(lists)), inputs: lists.flatMap(\.value.inputs))
    }

    private static func named(_ lists: KeyValuePairs<Name, Items>) -> [MappedItems.Named] {
        lists.map { MappedItems.Named(name: $0.key.description, items: $0.value.model) }
    }
}

extension PipelineTask {
    /// Repeats it for each item; its texts say ``RuntimeValue/item`` where the item goes.
    ///
    /// What comes after it gets the list of all results.
    /// - Parameters:
    ///   - limit: how many of one run may be active at once.
    ///   - label: what people see in place of the instance's number.
    public func mapped(over items: Items, atMost limit: Int? = nil, labelled label: RuntimeString? = nil) -> Self {
        var copy = self
        copy.declaration.inputs += items.inputs + (label?.inputs ?? [])
        copy.declaration.model.mapping = MappingModel(items: items.model, limit: limit, label: label?.model)
        return copy
    }

    func mapped(overArguments rows: Items, _ limit: Int?, _ label: RuntimeString?) -> Self {
        var copy = mapped(over: rows, atMost: limit, labelled: label)
        copy.declaration.model.mapping?.givesArguments = true
        return copy
    }
}
