extension DiagnosticCode {
    package static let platformNotSet = DiagnosticCode(
        "DAGC120", .error, "environment that lacks a platform",
        cause: "A task needs a store, a Spark or a dbt project, and the environment does not say where it is.",
        bad: "Environment(\"dev\", tree: \"/dags\")   // and a SparkJob in a pipeline",
        good: "Environment(\"dev\", tree: \"/dags\", …, spark: SparkSetting(.sparkCluster, applications: \"/jobs\"))")

    package static let unsupported = DiagnosticCode(
        "DAGC110", .error, "feature that the target lacks",
        cause: "The version of Airflow that is compiled for, or the engine behind a store, cannot do what a task asks.",
        bad: "Approval(\"release\", \"Publish the figures?\")   // compiled with `--airflow 2.11`",
        good: "dagc compile --airflow 3")

    static let targets: [DiagnosticCode] = [.unsupported, .platformNotSet]
}
