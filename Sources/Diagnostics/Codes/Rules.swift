extension DiagnosticCode {
    package static let joinNeverRuns = DiagnosticCode(
        "DAGC040", .error, "join of a branch that never runs",
        leavesModelSound: true,
        cause: """
            A branch takes one arm and skips the others. A task behind two arms that wants all before it to succeed, \
            or none to be skipped, is skipped every time.
            """,
        bad: "Branch(…) >>> report.runs(when: .allSucceeded)",
        good: "Branch(…) >>> report   // starts when the arm that was taken has succeeded")

    package static let writesAfterFailure = DiagnosticCode(
        "DAGC042", .warning, "data written although something before failed",
        cause: """
            A task that always runs succeeds behind a failed one, and what comes after sees only its success. The run \
            turns red in the end, but by then the data is written.
            """,
        bad: "extract >>> notify.always() >>> publish",
        good: "extract >>> Parallel(notify.always(), publish)")

    package static let joinRunsUnchosen = DiagnosticCode(
        "DAGC044", .warning, "join that runs when its branch was skipped",
        cause: """
            `.noneFailed` is content when everything before it was skipped. When the branch itself is skipped, because \
            an outer branch went another way, its join runs all the same.
            """,
        bad: "inner >>> join.runs(when: .noneFailed)   // inside an arm of another branch",
        good: "inner >>> join   // also wants one arm to have succeeded")

    package static let gateOverridesRule = DiagnosticCode(
        "DAGC046", .warning, "rule that a gate overrides",
        cause: """
            A closed gate skips everything after it, whatever its rule says: the task that should always run does not.
            """,
        bad: "ContinueIf(\"is_ready\", …) >>> load >>> report.always()",
        good: "ContinueIf(\"is_ready\", …, skippingAll: false) >>> load >>> report.always()")

    package static let meaninglessCriticality = DiagnosticCode(
        "DAGC171", .error, "criticality of a task that cannot have one",
        leavesModelSound: true,
        cause: """
            Behind a task whose failure is no failure of the run, dagc puts one that looks at its end. A branch or a \
            gate decides by its own end what is skipped, and set-up and teardown belong to others.
            """,
        bad: "ContinueIf(\"is_open\", …).criticality(.nonCritical) >>> load",
        good: "ContinueIf(\"is_open\", …) >>> load.criticality(.nonCritical)")

    package static let lostValue = DiagnosticCode(
        "DAGC177", .error, "value of a task without which the run goes on",
        leavesModelSound: true,
        cause: """
            Airflow puts an order of its own between a task and whoever takes its result as a value or is repeated for \
            it. When the first fails, the second does not start, whatever the criticality says. A text has no such order.
            """,
        bad: """
            let weather = PythonCall("weather", …).criticality(.nonCritical)
            PythonCall("report", "write_report", in: "report.py", ["weather": .result(of: weather)])
            """,
        good: """
            let weather = PythonCall("weather", …).criticality(.nonCritical)
            PythonCall("report", "write_report", in: "report.py", ["weather": "\\(.result(of: weather))"])
            """)

    package static let unheardCriticalTask = DiagnosticCode(
        "DAGC172", .error, "critical task of which nobody hears",
        leavesModelSound: true,
        cause: "Nobody is told when it fails: neither the task nor the defaults nor the pipeline name a channel.",
        bad: "load.criticality(.critical)",
        good: "load.criticality(.critical).notifies(.onFailure(.pagerDuty(pager)))")

    package static let unstoppablePipeline = DiagnosticCode(
        "DAGC173", .error, "critical pipeline that cannot be stopped",
        leavesModelSound: true,
        cause: """
            Airflow stops everything at the first failure only when each task wants success from all before it. A \
            task with another rule, such as one behind the arms of a branch, makes it refuse the whole DAG.
            """,
        bad: "let criticality: Criticality? = .critical\n…\nload >>> report.always()",
        good: "load.criticality(.critical) >>> report.always()   // and the pipeline without")

    package static let handlerInTheWay = DiagnosticCode(
        "DAGC214", .warning, "handler of failures in the way",
        cause: """
            A task with the rule `.oneFailed` is skipped when nothing has failed, and what wants success behind it is \
            skipped with it: the way that all good runs should take ends there.
            """,
        bad: "load >>> alert.runs(when: .oneFailed) >>> publish",
        good: "load >>> [publish, alert.runs(when: .oneFailed)]")

    package static let unreachableValue = DiagnosticCode(
        "DAGC210", .error, "value that never comes",
        leavesModelSound: true,
        cause: """
            A branch or a gate compares the text of a param with values. One that the param cannot have is a way that is \
            never taken; one that has no way fails the branch. A true boolean is the text `True`.
            """,
        bad:
            "ContinueIf(\"full\", \"\\(.param(.text(\"mode\", default: \"all\", among: [\"all\", \"new\"])))\", is: \"full\")",
        good:
            "ContinueIf(\"full\", \"\\(.param(.text(\"mode\", default: \"all\", among: [\"all\", \"new\"])))\", is: \"all\")"
    )
}
