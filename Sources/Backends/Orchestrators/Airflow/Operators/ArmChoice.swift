import CodeModels
import Compiler
import PipelineModel

/// The function behind the branches of a file whose function returns a value that is no task's id.
///
/// Airflow gives a callable what it has parameters for of the run's context, and asks the function that is wrapped.
/// Source: `determine_kwargs` in `airflow.utils.operator_helpers` of Airflow 2.11, and in `airflow.sdk` of 3.3.
enum ArmChoice {
    static let function: PythonIdentifier = "choosing"

    static func isNeeded(for branch: BranchModel) -> Bool {
        branch.call != nil && !branch.arms.allSatisfy { $0.targets == [$0.value] }
    }

    static func isNeeded(in graph: TaskGraph) -> Bool {
        graph.tasks.contains { task in
            if case .branch(let branch) = task.kind { isNeeded(for: branch) } else { false }
        }
    }

    static var definition: PythonStatement {
        let callable = PythonExpression.imported("collections.abc", "Callable")
        let any = PythonExpression.imported("typing", "Any")
        let given = PythonExpression.call(
            .name("function"), [.positional(.starred(.name("args"))), .unpacked(.name("kwargs"))])
        let chosen: PythonIdentifier = "chosen"
        return .function(
            PythonFunction(
                function,
                parameters: [
                    PythonParameter("function", annotation: callable),
                    PythonParameter("arms", annotation: .item(.name("dict"), .tuple([.name("str"), any]))),
                ],
                returns: callable,
                body: [
                    .comment("Starts the tasks of the arm that the function chooses by its value."),
                    .function(
                        PythonFunction(
                            chosen,
                            decorators: [
                                .call(.imported("functools", "wraps"), [.positional(.name("function"))])
                            ],
                            parameters: [
                                PythonParameter("args", kind: .positionals, annotation: any),
                                PythonParameter("kwargs", kind: .keywords, annotation: any),
                            ],
                            returns: any, body: [.return(.item(.name("arms"), given))])),
                    .return(.name(chosen)),
                ]))
    }
}
