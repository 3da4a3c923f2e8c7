extension DiagnosticCode {
    package static let unheardAlert = DiagnosticCode(
        "DAGC300", .error, "alert that reaches nobody",
        cause: """
            Something is promised or watched, and no route takes the alert of this severity and team. Alertmanager would \
            send it to whoever stands at the root of its tree, or to nobody.
            """,
        bad: "routes: [AlertRoute(.critical, to: pager)]",
        good: "routes: [AlertRoute(.critical, to: pager), AlertRoute(to: channel)]")

    package static let alertWithoutRunbook = DiagnosticCode(
        "DAGC301", .error, "alert without a runbook",
        cause: "Whoever is woken by it opens a page that says nothing of what it means or what to do.",
        bad:
            "Alert(\"ModelDrifts\", .warning, when: …, summary: \"…\", runbook: Runbook(meaning: \"\", waiting: \"\", steps: []))",
        good: "runbook: Runbook(meaning: \"…\", waiting: \"…\", steps: [\"Compare the last two models.\"])")

    package static let unseenComponent = DiagnosticCode(
        "DAGC302", .error, "component without metrics",
        cause: """
            Nothing shows whether the component lives: it has no metrics that Prometheus could read, or nobody says where \
            they are read. When it dies, the first to know are those who need it.
            """,
        bad: ".custom(\"ranking\", kind: \"ranking\", purpose: \"ranks products\", runsAs: .image(\"ranking:1\"))",
        good: ".custom(\"ranking\", …).scraped(at: [\"ranking:9100\"])")

    package static let idleThreshold = DiagnosticCode(
        "DAGC303", .error, "threshold that never or always fires",
        cause: """
            No value of what is measured lies beyond the threshold, or every one does: a share above 100 %, a bound of \
            0, freshness that is shorter than the schedule's interval. The alert would be there and tell nothing.
            """,
        bad:
            "let schedule: Schedule = .daily(at: \"02:00\", in: .utc)\nlet objectives: [Objective] = [.fresh(within: .hours(12))]",
        good: "let objectives: [Objective] = [.fresh(within: .hours(26))]")

    package static let routeToNowhere = DiagnosticCode(
        "DAGC304", .error, "route to nowhere",
        cause: """
            The receiver has no channel, or one that needs what the environment does not have: mail without a mail \
            server. Alertmanager would take the alert and tell nobody.
            """,
        bad: "AlertRoute(.critical, to: Receiver(\"pager\"))",
        good:
            "AlertRoute(.critical, to: Receiver(\"pager\", .pagerDuty(keyIn: \"/etc/alertmanager/secrets/pagerduty\")))"
    )

    package static let noObjective = DiagnosticCode(
        "DAGC305", .warning, "pipeline without an objective",
        cause: """
            Nobody hears when the pipeline does not run: failures are told only of runs that there are. What a clock \
            starts is covered by `.freshAsScheduled` for all; what data starts has to say how old it may be.
            """,
        bad: "let schedule: Schedule = .onUpdate(of: .dataset(Lake.orders))",
        good: "let objectives: [Objective] = [.fresh(within: .hours(26))]")

    package static let windowBeyondRetention = DiagnosticCode(
        "DAGC306", .error, "window longer than metrics are kept",
        cause: """
            The alert looks further back than Prometheus keeps what it has read. It would count only what is left, and \
            never find the promise broken by what is gone.
            """,
        bad: ".prometheus(retention: .days(15), …)\n…\n.runsSucceed(atLeast: 27, ofLast: 28)",
        good: ".prometheus(retention: .days(45), …)")

    package static let unmeetableObjective = DiagnosticCode(
        "DAGC307", .error, "objective that cannot be met or measured",
        cause: """
            The promise allows less than one failure among the runs that there are, asks for more runs than it counts, \
            is about what the pipeline does not write or check, or names a time that its schedule does not reach.
            """,
        bad:
            "let schedule: Schedule = .daily(at: \"02:00\", in: .utc)\nlet objectives: [Objective] = [.runsSucceed(.basisPoints(9950), over: .days(28))]",
        good: "let objectives: [Objective] = [.runsDoNotFail()]")

    package static let tooManySeries = DiagnosticCode(
        "DAGC308", .error, "more series than there may be",
        cause: """
            What components, pipelines and tasks show adds up to more series than the environment allows. Prometheus \
            keeps each of them in memory.
            """,
        bad: "Operations(…, series: 100)",
        good: "Operations(…, series: 100_000)")

    package static let unknownInOperations = DiagnosticCode(
        "DAGC309", .error, "operations that name what is not there",
        cause: """
            A component needs, or a threshold or maintenance window is about, something that the environment does not \
            have, or two components have the same name. Rules and silences would match nothing, or the wrong thing.
            """,
        bad: ".kafkaConnect().needs(\"kafak\")",
        good: ".kafkaConnect().needs(\"kafka\")")

    package static let badOperationsName = DiagnosticCode(
        "DAGC310", .error, "name that monitoring does not take",
        cause: """
            Names of metrics, labels and alerts are letters, digits and underscores; those of components are letters, \
            digits and dashes, as they become names of hosts, files and dashboards. A metric has no label twice, and none \
            that whoever reads it adds (`component`, `instance`, `job`) or that an alert about it has for itself \
            (`severity`, `team`): one of the two values would be lost.
            """,
        bad: "Metric.gauge(\"ranking score\", \"…\")",
        good: "Metric.gauge(\"ranking_score\", \"…\")")

    package static let budgetExceeded = DiagnosticCode(
        "DAGC311", .error, "budget that is exceeded",
        cause: """
            What components ask for all the time, and what the runs of a month of 30 days ask for while they last, comes \
            to more than the budget, at the prices of the environment. A task of which nothing is known lasts as long as \
            the prices say.
            """,
        bad: "Prices(in: \"EUR\", …).processor(hour: 0.05).budgets(Budget(monthly: 1))",
        good: "Prices(in: \"EUR\", …).processor(hour: 0.05).budgets(Budget(monthly: 900))")

    package static let budgetNearlyUsed = DiagnosticCode(
        "DAGC312", .warning, "budget that is nearly used up",
        cause: "The next pipeline, or a longer run of one, exceeds the budget, and then nothing compiles.",
        bad: "Budget(monthly: 100)",
        good: "Budget(monthly: 150)")

    package static let badPrice = DiagnosticCode(
        "DAGC313", .error, "price or budget that nobody can mean",
        cause: """
            A price of nothing or less, one that no bill has, a currency that is none, or a price of what the environment \
            does not have: sums of such prices say nothing.
            """,
        bad: "Prices(in: \"euro\", …).processor(hour: 0)",
        good: "Prices(in: \"EUR\", …).processor(hour: 0.05)")

    package static let unpushedResults = DiagnosticCode(
        "DAGC314", .error, "promise about results that nobody sees",
        cause: """
            Whether data is right and layers agree is known from what checks and reconciliations push to a Pushgateway. The \
            environment pushes nothing, so an alert about the promise never fires, and the one that misses results always \
            does. A component that shows these metrics itself, from the folder of results, takes the gateway's place.
            """,
        bad: "objectives: [.quality(atLeast: .percent(95))]",
        good: """
            results: ResultsSetting(in: "/opt/airflow/results").pushed(to: "http://pushgateway.monitoring:9091")
            """)

    package static let escalationBeyondAlert = DiagnosticCode(
        "DAGC315", .error, "escalation that never comes",
        cause: """
            A route waits longer than an alert lasts. What has happened once, such as a run that failed, is told for as \
            long as the longest wait of a route, but for no more than a day; then it is over, and nobody hears of it again.
            """,
        bad: "AlertRoute(.critical, to: .leads, after: .days(3))",
        good: "AlertRoute(.critical, to: .leads, after: .minutes(30))")
}
