/// Many instances of one task or group, one for each item of a list.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/authoring-and-scheduling/dynamic-task-mapping.html
package struct MappingModel: Hashable, Sendable, Codable {
    package var items: MappedItems
    /// How many instances of one run may be active at once.
    package var limit: Int?
    /// What people see in place of the instance's number.
    package var label: RuntimeText?
    /// Whether each item is a dictionary of the arguments of one instance.
    package var givesArguments: Bool?

    package init(items: MappedItems, limit: Int? = nil, label: RuntimeText? = nil) {
        self.items = items
        self.limit = limit
        self.label = label
    }
}

/// Where the items of a mapping come from.
package indirect enum MappedItems: Hashable, Sendable, Codable {
    /// Known now.
    case list([ValueModel])
    /// The list that a task leaves.
    case result(task: TaskReference)
    /// Every combination of an item of each list.
    case product([Named])
    /// The first items of all lists, then the second ones, as long as each has one.
    case zip([Named])

    package struct Named: Hashable, Sendable, Codable {
        package var name: String
        package var items: MappedItems

        package init(name: String, items: MappedItems) {
            self.name = name
            self.items = items
        }
    }

    /// The same with paths in place of what the author bound the tasks to whose lists it holds.
    package func findingTasks(by path: (Identity) -> String?) -> MappedItems {
        switch self {
        case .list(let items):
            .list(
                items.map { item in
                    var copy = item
                    copy.visitTexts { $0.findTasks(by: path) }
                    return copy
                })
        case .result(let task): .result(task: task.found(by: path))
        case .product(let lists): .product(lists.map { Named(name: $0.name, items: $0.items.findingTasks(by: path)) })
        case .zip(let lists): .zip(lists.map { Named(name: $0.name, items: $0.items.findingTasks(by: path)) })
        }
    }

    /// The paths of the tasks whose results it is made of.
    package var results: [String] {
        switch self {
        case .list(let items): items.flatMap(\.results)
        case .result(let task): task.path.map { [$0] } ?? []
        case .product(let lists), .zip(let lists): lists.flatMap(\.items.results)
        }
    }

    /// Items that are written out at most; a check refuses more.
    package static let mostWritten = 10_000

    /// How many items there are, when all of them are known now.
    package var knownCount: Int? {
        switch self {
        case .list(let items): items.count
        case .result: nil
        case .product(let lists):
            lists.reduce(1 as Int?) { product, list in
                guard let product, let count = list.items.knownCount else { return nil }
                return product.multipliedSaturated(by: count)
            }
        case .zip(let lists):
            lists.contains { $0.items.knownCount == nil } ? nil : lists.compactMap(\.items.knownCount).min()
        }
    }

    /// Whether there is no item in any run: of a list that is put together, one of its lists has none.
    package var isAlwaysEmpty: Bool {
        switch self {
        case .list(let items): items.isEmpty
        case .result: false
        case .product(let lists), .zip(let lists): lists.contains(where: \.items.isAlwaysEmpty)
        }
    }

    /// The items, when all of them are known now and they can be written out.
    package var known: [ValueModel]? {
        guard let count = knownCount, count <= Self.mostWritten else { return nil }
        switch self {
        case .list(let items): return items
        case .result: return nil
        case .product(let lists):
            return lists.reduce([[]] as [[ValueModel.Entry]]?) { rows, list in
                guard let rows, let items = list.items.known else { return nil }
                return rows.flatMap { row in items.map { row + [ValueModel.Entry(list.name, $0)] } }
            }?.map { .dictionary($0) }
        case .zip(let lists):
            let columns = lists.compactMap(\.items.known)
            guard columns.count == lists.count, let length = columns.map(\.count).min() else { return nil }
            return (0..<length).map { row in
                .dictionary(Swift.zip(lists, columns).map { ValueModel.Entry($0.name, $1[row]) })
            }
        }
    }
}
