import BackendInterface
import CodeModels
import PipelineModel

/// What a mapped task asks of results of other tasks that stand in one argument with the item.
///
/// Airflow puts results in where it renders. Of what the function of a mapping returns it renders lists and
/// dictionaries, and it takes every result that it finds in a literal mapping for a list to map over, on 2.11.
///
/// Source: `ListOfDictsExpandInput.resolve` of Airflow 2.11 and 3.3, `MappedOperator.iter_mapped_dependencies` of 2.11.
struct ResultsBesideItems {
    let mapping: MappingModel
    let version: AirflowDialect.Version

    func limits(of arguments: CallArguments) -> [Limit] {
        if version == .v2, mapping.items.known?.contains(where: { !$0.results.isEmpty }) ?? false {
            return [
                Limit(
                    "is mapped over a list that holds the result of a task, which Airflow 2 takes for a list itself",
                    fix: "let a task leave the whole list, and map over its result; or run it on an Airflow of `.v3_3`")
            ]
        }
        return arguments.list.compactMap { argument in
            guard case .keyword(let name, let value) = argument, ItemSubstitution.isNeeded(in: value),
                value.holdsResult
            else { return nil }
            return limit(of: value, named: name.text)
        }
    }

    private func limit(of value: PythonExpression, named name: String) -> Limit? {
        let subject = "holds `.item` and the result of a task in one argument, `\(name)`"
        if mapping.items.known != nil {
            guard version == .v2 else { return nil }
            return Limit(
                subject + ", and Airflow 2 takes the result for a list to map over",
                fix: "write the result as a text, `\"\\(.result(of: …))\"`; map over a list that a task leaves; or run "
                    + "it on an Airflow of `.v3_3`")
        }
        if case .product = mapping.items {
            return Limit(
                subject + ", which Airflow does not put in for a product", fix: "give it in an argument of its own")
        }
        switch value {
        case .list, .dict: return nil
        default:
            return Limit(
                subject + ", and Airflow does not put it into an object",
                fix: "give the result in an argument of its own, or let a Python function make the object")
        }
    }
}
