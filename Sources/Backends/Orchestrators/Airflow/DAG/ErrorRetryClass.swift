import CodeModels

extension ErrorRetryPolicy {
    /// The class behind the policies of a file. It runs on the worker, when a try has failed.
    static var definition: PythonStatement {
        .class(
            PythonClass(
                className, bases: [.imported("airflow.sdk", "RetryPolicy")],
                docstring: "Waits before a retry as the class of the error asks for.",
                body: [.function(initializer), .function(evaluate)]))
    }

    private static let own = PythonExpression.name("self")
    private static func own(_ name: PythonIdentifier) -> PythonExpression { .attribute(own, name) }

    private static var initializer: PythonFunction {
        let list = PythonExpression.item(.name("list"), .imported("datetime", "timedelta"))
        let text = PythonExpression.name("str")
        return PythonFunction(
            "__init__",
            parameters: [
                PythonParameter("self"),
                PythonParameter("waits", annotation: .item(.name("dict"), .tuple([text, list]))),
                PythonParameter("errors", annotation: .item(.name("dict"), .tuple([text, text]))),
            ], returns: PythonExpression.none,
            body: [
                .assign(.attribute(own, "waits"), .name("waits")),
                .assign(.attribute(own, "errors"), .name("errors")),
            ])
    }

    /// Tries are counted from the last time that somebody cleared the task: then `max_tries` grows, too.
    private static var evaluate: PythonFunction {
        let decision = PythonExpression.imported("airflow.sdk", "RetryDecision")
        let waits = PythonExpression.name("waits")
        let wait = PythonExpression.item(waits, .name("retry"))
        let reason = PythonExpression.binary(.add, [.name("error_class"), .string(" error")])
        return PythonFunction(
            "evaluate",
            parameters: [
                PythonParameter("self"), PythonParameter("exception"), PythonParameter("try_number"),
                PythonParameter("max_tries"), PythonParameter("context", default: PythonExpression.none),
            ], returns: decision,
            body: [
                .assign(.name("signs"), signs), .assign(.name("known"), known),
                .assign(
                    .name("error_class"),
                    .conditional(.item(.name("known"), .int(0)), condition: .name("known"), otherwise: .string("other"))
                ),
                .assign(.name("waits"), .item(own("waits"), .name("error_class"))),
                .assign(.name("retry"), retry),
                .if([
                    PythonBranch(
                        .comparison(
                            .name("retry"), [PythonComparison(.less, .call(.name("len"), [.positional(waits)]))]),
                        [.return(.call(.attribute(decision, "retry"), [.positional(wait), .positional(reason)]))])
                ]),
                .return(.call(.attribute(decision, "fail"), [.positional(reason)])),
            ])
    }

    /// The exit code first, then the exception and what it is derived from.
    private static var signs: PythonExpression {
        let codes = PythonExpression.call(
            .attribute(.importedModule("re"), "findall"),
            [
                .positional(.string("exit code [0-9]+")),
                .positional(.call(.name("str"), [.positional(.name("exception"))])),
            ])
        let path = PythonExpression.binary(
            .add,
            [.attribute(.name("kind"), "__module__"), .string("."), .attribute(.name("kind"), "__qualname__")])
        let ancestors = PythonExpression.attribute(
            .call(.name("type"), [.positional(.name("exception"))]), "__mro__")
        return .binary(.add, [codes, .listComprehension(path, PythonComprehension("kind", in: ancestors))])
    }

    private static var known: PythonExpression {
        .listComprehension(
            .item(own("errors"), .name("sign")),
            PythonComprehension(
                "sign", in: .name("signs"), if: .comparison(.name("sign"), [PythonComparison(.in, own("errors"))])))
    }

    private static var retry: PythonExpression {
        let lists = PythonExpression.call(.attribute(own("waits"), "values"), [])
        let most = PythonExpression.call(
            .name("max"),
            [.positional(.call(.name("map"), [.positional(.name("len")), .positional(lists)]))])
        let left = PythonExpression.binary(.subtract, [.name("max_tries"), .name("try_number")])
        return .call(
            .name("max"),
            [.positional(.int(0)), .positional(.binary(.subtract, [most, .int(1), left]))])
    }
}
