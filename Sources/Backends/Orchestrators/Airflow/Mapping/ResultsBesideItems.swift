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

    func problems(of arguments: CallArguments) -> [(problem: String, fix: String)] {
        if version == .v2, mapping.items.known?.contains(where: { !$0.results.isEmpty }) ?? false {
            return [
                (
                    "is mapped over a list that holds the result of a task, which Airflow 2 takes for a list itself",
                    "let a task leave the whole list, and map over its result; or run it on an Airflow of `.v3_3`"
                )
            ]
        }
        return arguments.list.compactMap { argument in
            guard case .keyword(let name, let value) = argument, ItemSubstitution.isNeeded(in: value),
                value.holdsResult
            else { return nil }
            return problem(of: value, named: name.text)
        }
    }

    private func problem(of value: PythonExpression, named name: String) -> (problem: String, fix: String)? {
        let subject = "holds `.item` and the result of a task in one argument, `\(name)`"
        if mapping.items.known != nil {
            guard version == .v2 else { return nil }
            return (
                subject + ", and Airflow 2 takes the result for a list to map over",
                "write the result as a text, `\"\\(.result(of: …))\"`; map over a list that a task leaves; or run it "
                    + "on an Airflow of `.v3_3`"
            )
        }
        if case .product = mapping.items {
            return (subject + ", which Airflow does not put in for a product", "give it in an argument of its own")
        }
        switch value {
        case .list, .dict: return nil
        default:
            return (
                subject + ", and Airflow does not put it into an object",
                "give the result in an argument of its own, or let a Python function make the object"
            )
        }
    }
}
