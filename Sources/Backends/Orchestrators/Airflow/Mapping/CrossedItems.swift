import BackendInterface
import CodeModels
import PipelineModel

/// What a task asks of a product of lists that only the run knows.
///
/// Airflow combines such lists itself: it crosses the lists of several arguments, each with one list, and renders
/// nothing in them.
///
/// Source: `DictOfListsExpandInput` of Airflow 2.11 and 3.3.
struct CrossedItems {
    private let lists: [MappedItems.Named]

    /// Nil for another mapping.
    init?(_ mapping: MappingModel) {
        guard mapping.items.known == nil, case .product(let lists) = mapping.items else { return nil }
        self.lists = lists
    }

    func limits(of arguments: CallArguments) -> [Limit] {
        var taken: Set<String> = []
        var limits: [Limit] = []
        for case .keyword(let name, let value) in arguments.list where ItemSubstitution.isNeeded(in: value) {
            let keys = ItemSubstitution.keys(in: value)
            taken.formUnion(keys)
            if keys.count != 1 {
                limits.append(
                    Limit(
                        "puts the items of \(keys.isEmpty ? "all" : "\(keys.count)") lists of a product into one "
                            + "argument, `\(name.text)`, and Airflow combines lists only for arguments of their own",
                        fix: Self.oneList))
            } else if value.holdsTemplate, lists.contains(where: { keys.contains($0.name) && $0.items.known == nil }) {
                limits.append(
                    Limit(
                        "has `.item` of a product and another value of the run in one argument, `\(name.text)`, which "
                            + "Airflow does not render",
                        fix: "give the other value in an argument of its own; or " + Self.oneList))
            }
        }
        let left = lists.map(\.name).filter { !taken.contains($0) }
        guard limits.isEmpty, !left.isEmpty else { return limits }
        return [
            Limit(
                "uses no item of \(left.map { "`\($0)`" }.joined(separator: ", ")) of its product, which Airflow would "
                    + "leave out",
                fix: "use `.item(\"\(left[0])\")`, or map over the other lists only")
        ]
    }

    private static let oneList =
        "let a `PythonCall` leave the combinations as a list of dictionaries, and map over its result"
}
