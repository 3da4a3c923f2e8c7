extension DiagnosticCode {
    package static let platformNotSet = DiagnosticCode(
        "DAGC120", .error, "environment that lacks a platform",
        cause: "A task needs a store, a Spark or a dbt project, and the environment does not say where it is.",
        bad: "Environment(\"dev\", orchestrator: airflow)   // and a SparkJob in a pipeline",
        good: "Environment(\"dev\", …, data: DataPlatform(…, spark: .submit(cluster, applications: \"/jobs\")))")

    package static let unwritableEnvironment = DiagnosticCode(
        "DAGC188", .error, "environment that cannot be written down",
        cause: """
            An environment becomes files that Airflow and the runner of jobs read before any run. Each name stands in \
            them once, as two things of one name leave open which is meant, and each path on one line, of text and \
            variables alone.
            """,
        bad: "Environment(\"prod\", …, data: DataPlatform(connections: [.gateway, .gateway]))",
        good: "Environment(\"prod\", …, data: DataPlatform(connections: [.gateway]))")

    package static let unsupported = DiagnosticCode(
        "DAGC110", .error, "feature that the target lacks",
        leavesModelSound: true,
        cause: """
            The version of Airflow that is compiled for, or the engine behind a store, cannot do what a task asks. An \
            environment for an older Airflow leaves the pipelines out that it cannot run: `pipelines: .allBut(…)`.
            Of retries by the class of an error Airflow 2 has nothing to build on: it decides on another try before a \
            callback hears of the error, and its scheduler takes the wait from the settings of the task alone. A \
            callback could only change what is already recorded.
            """,
        bad: "Approval(\"release\", \"Publish the figures?\")   // on an Airflow 2.11",
        good: "Environment(\"prod\", orchestrator: .airflow(.v3_3, …), …)")

    package static let openReview = DiagnosticCode(
        "DAGC176", .warning, "review that anybody can answer",
        cause: """
            On Airflow 2 a review waits until somebody marks its task as success or as failed. Whoever may change task \
            states may do that, whatever people the review names.
            """,
        bad: ".criticality(.dataQuality(reviewedWithin: .hours(8), by: steward))   // on an Airflow 2.11",
        good: "Environment(\"prod\", orchestrator: .airflow(.v3_3, …), …)")

    package static let idleMarker = DiagnosticCode(
        "DAGC193", .warning, "mark that Airflow does not look at",
        cause: """
            An `ExternalTaskMarker` tells Airflow 2 which task of another pipeline to clear with this one. Airflow 3 \
            clears tasks of one pipeline only, whatever is marked.
            """,
        bad: "ExternalTaskMarker(\"mark\", for: \"orders_done\", of: Report())   // on an Airflow 3",
        good: "// no mark, and a word to the owner of `Report` when a run is cleared")

    package static let movedOperator = DiagnosticCode(
        "DAGC119", .error, "operator that has moved",
        cause: "The module was taken out of Airflow or of its provider: the import fails, and with it the whole file.",
        bad: "Operator(\"load\", \"airflow.providers.http.operators.http.SimpleHttpOperator\")",
        good: "Operator(\"load\", \"airflow.providers.http.operators.http.HttpOperator\")")

    /// Warnings that one target deserves and another does not: their suppression may have nothing to suppress.
    package var dependsOnTarget: Bool {
        [.openReview, .idleMarker, .addedWaits, .lateStart, .openMachineQuestion, .idleOnMachines, .unheardPromise]
            .contains(self)
    }
}
