extension DiagnosticCode {
    package static let platformNotSet = DiagnosticCode(
        "DAGC120", .error, "environment that lacks a platform",
        cause: "A task needs a store, a Spark or a dbt project, and the environment does not say where it is.",
        bad: "Environment(\"dev\", tree: \"/dags\")   // and a SparkJob in a pipeline",
        good: "Environment(\"dev\", tree: \"/dags\", …, spark: SparkSetting(.sparkCluster, applications: \"/jobs\"))")

    static let targets: [DiagnosticCode] = [.platformNotSet]
}
