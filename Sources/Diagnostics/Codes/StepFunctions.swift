extension DiagnosticCode {
    package static let noMachineWork = DiagnosticCode(
        "DAGC400", .error, "work that Step Functions cannot do",
        leavesModelSound: true,
        cause: """
            A state of a machine calls a service of AWS. What an operator of Airflow does itself, such as a request by \
            a connection or a statement on a server, has no state of its own there.
            """,
        bad: "HTTPCheck(\"health\", .api, path: \"/health\")   // on `.stepFunctions(…)`",
        good: "PythonCall(\"health\", file: \"api.py\", function: \"check_health\")")

    package static let addedWaits = DiagnosticCode(
        "DAGC401", .warning, "waits that Step Functions adds",
        leavesModelSound: true,
        cause: """
            A machine has no edges, but states in sequence and states in parallel. A flow that is made of neither is \
            written with places at which more tasks wait than have to. What tasks do and how they end stays the same.
            """,
        bad: "a >>> [c, d]; b >>> d   // `c` waits for `b` too",
        good: "[a, b] >>> d; a >>> c   // with `.suppress(…)` and the reason, or on an Airflow")

    package static let noSharedSlots = DiagnosticCode(
        "DAGC402", .error, "slots that executions share",
        leavesModelSound: true,
        cause: """
            Executions of machines know nothing of each other, so none can wait for a slot that another one holds, or \
            for how a task of the execution before has ended.
            """,
        bad: "SQLStatement(…).pool(.warehouse)   // on `.stepFunctions(…)`",
        good: "let maximumActiveRuns: Int? = 1")

    package static let lateStart = DiagnosticCode(
        "DAGC403", .warning, "rule that Step Functions applies later",
        leavesModelSound: true,
        cause: """
            A task that may start when one of those before it has ended so does on Airflow. A machine goes on once all \
            of them have ended. How tasks end is the same.
            """,
        bad: "[eu, us] >>> Empty(\"first\").runs(when: .oneSucceeded)",
        good: "[eu, us] >>> Empty(\"all\").runs(when: .allEnded)")

    package static let noMachineStart = DiagnosticCode(
        "DAGC404", .error, "start that Step Functions does not know",
        leavesModelSound: true,
        cause: "EventBridge Scheduler starts executions at times, and events start them when something has happened.",
        bad: "let schedule: Schedule = .continuous()   // on `.stepFunctions(…)`",
        good: "let schedule: Schedule = .every(.minutes(5))")

    package static let openMachineQuestion = DiagnosticCode(
        "DAGC405", .warning, "question that anybody with the token can answer",
        leavesModelSound: true,
        cause: """
            A question goes to a topic, and with it a token. Whoever has that, and may call Step Functions, answers.
            """,
        bad: "Approval(\"release\", \"Publish?\", by: steward)   // on `.stepFunctions(…)`",
        good: "Approval(\"release\", \"Publish?\")   // and a topic with the steward as its only subscriber")

    package static let machineTooLarge = DiagnosticCode(
        "DAGC406", .error, "machine that is larger than Step Functions allows",
        leavesModelSound: true,
        cause: """
            A definition has at most 1 MB, and an execution at most 25,000 events in its history: five for a task, \
            three for each retry, and more for each item of a mapping. What goes into a state has at most 256 KiB.
            """,
        bad: "Bash(\"each\", …).mapped(over: .list(tenThousandItems))",
        good: "PipelineTrigger(\"each\", part).mapped(over: …)   // each with a history of its own")

    package static let idleOnMachines = DiagnosticCode(
        "DAGC407", .warning, "setting that Step Functions does not have",
        leavesModelSound: true,
        cause: """
            Workers, priorities, deadlines and messages about single tasks are Airflow's. Without them the pipeline does \
            the same work.
            """,
        bad: "Bash(…).queue(\"large\")   // on `.stepFunctions(…)`",
        good: "Bash(…)   // with a container of its own where it needs more: `Container(…)`")

    package static let unheardPromise = DiagnosticCode(
        "DAGC444", .warning, "promise that nobody watches over",
        leavesModelSound: true,
        cause: """
            Of the runs of a machine, CloudWatch knows how many have succeeded and failed: that makes alarms for results \
            that grow too old and for runs that fail. A promise about the clock, about quality or about layers needs the \
            rules of the environment's operations, and it has none.
            """,
        bad:
            "let objectives: [Objective] = [.onTime(by: \"06:00\", in: \"Europe/Berlin\")]   // on `.stepFunctions(…)`",
        good: "let objectives: [Objective] = [.fresh(within: .hours(28))]")
}
