extension DiagnosticCode {
    package static let circleOfPipelines = DiagnosticCode(
        "DAGC092", .error, "pipelines that start each other in a circle",
        leavesModelSound: true,
        cause: """
            Each is started by a dataset that another one of them writes, so once started they never stop; where a \
            condition wants all datasets, none of them ever starts. Runs that wait for each other never end.
            """,
        bad:
            "// orders writes Lake.orders and is started by Lake.scores, which is written by what Lake.orders starts",
        good: "let schedule: Schedule = .daily(at: \"02:00\", in: .utc)   // one of them has a time")

    package static let noProducer = DiagnosticCode(
        "DAGC093", .warning, "started by a dataset that nobody writes",
        cause: """
            No pipeline of the project writes the dataset, so only somebody who tells Airflow of an update starts the \
            pipeline. Often the writer forgot to say what it writes, or writes another dataset.
            """,
        bad: "let schedule: Schedule = .onUpdate(of: .dataset(Lake.orders))   // no task writes Lake.orders",
        good: "SparkJob(\"clean\", main: \"clean.py\", reads: Lake.raw, writes: Lake.orders)")

    package static let badURI = DiagnosticCode(
        "DAGC096", .error, "dataset URI that Airflow refuses",
        leavesModelSound: true,
        cause: """
            Airflow 3 raises for it when the file is imported: `snowflake://` wants account, database, schema and \
            table; `airflow:` is reserved; no URI has more than 1,500 characters.
            """,
        bad: "Store(\"warehouse\", uri: \"snowflake://acme\")   // with path: \"orders\"",
        good: "Store(\"warehouse\", uri: \"snowflake://acme/analytics\")   // with path: \"marts/orders\"")

    package static let otherSpelling = DiagnosticCode(
        "DAGC098", .warning, "dataset URI with another canonical form",
        cause: """
            Airflow compares datasets by their URIs, after it has folded the scheme's case and cut fragments and \
            slashes at the end. Systems that do not, see another dataset.
            """,
        bad: "Dataset<Order>(\"orders\", in: lake, path: \"clean/orders/\")",
        good: "Dataset<Order>(\"orders\", in: lake, path: \"clean/orders\")")

    package static let sharedURI = DiagnosticCode(
        "DAGC099", .error, "datasets that share a name or a URI",
        cause: """
            Airflow 3 keeps one dataset for a name and one for a URI. It makes the others inactive and fails tasks \
            that write them.
            """,
        bad:
            """
            Dataset<Order>("orders", in: lake, path: "orders")
            Dataset<Order>("all_orders", in: lake, path: "orders")
            """,
        good: "Dataset<Order>(\"all_orders\", in: lake, path: \"all_orders\")   // or one dataset for both")

    package static let readsUnfinished = DiagnosticCode(
        "DAGC143", .warning, "read without waiting for the writer",
        cause: """
            A task of the same pipeline writes the dataset, and nothing says which of the two comes first. The reader \
            finds old rows, new ones or a mixture, as it happens.
            """,
        bad:
            "Reconciliation(\"compare\", speed: Speed.orders, batch: Lake.orders, …)   // beside its writer",
        good: "Reconciliation(\"compare\", speed: Speed.orders, batch: job.output, …)")

    package static let unfitPartitions = DiagnosticCode(
        "DAGC443", .error, "partitions of another kind",
        cause: """
            A pipeline is started for partitions that it makes of those of another pipeline, and none of the keys that the \
            other one writes becomes one: it lets other keys through than there are, or makes more of each than it allows. \
            Nothing fails, and no run ever starts.
            """,
        bad: """
            .daily(at: "06:00", in: .utc).partitioned(by: "%Y-%m-%d")          // writes 2026-01-31
            .onUpdate(of: .dataset(orders, partitions: .only("eu", "us")))
            """,
        good: ".onUpdate(of: .dataset(orders, partitions: .start(of: .day)))")
}
