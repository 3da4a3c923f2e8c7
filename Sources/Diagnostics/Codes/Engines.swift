extension DiagnosticCode {
    package static let sharedVariable = DiagnosticCode(
        "DAGC260", .error, "connections that jobs cannot tell apart",
        cause: """
            SQL jobs get each connection in a variable of their process, whose name has capitals, digits and `_` for \
            everything else. Two connections of one job that differ only in dashes, dots or capitals would share it, and \
            the job would ask one engine for both.
            """,
        bad: "Reconciliation(…)   // speed by connection `orders-db`, batch by `orders.db`",
        good: "Connection(\"orders-db-batch\", .postgres)   // a name of its own")

    package static let badSparkProperty = DiagnosticCode(
        "DAGC261", .error, "property with a value that Spark refuses",
        leavesModelSound: true,
        cause: """
            Spark reads a property only when something asks for it, and then ends the job: of a size with a fraction, of \
            a time with a unit that it does not know, of a number out of range.
            """,
        bad: "job.configuration(\"spark.sql.files.maxPartitionBytes\", \"0.5g\")",
        good: "job.configuration(.filePartition(atMost: .mebibytes(512)))")

    package static let unknownSparkProperty = DiagnosticCode(
        "DAGC262", .warning, "property that Spark does not know",
        cause: """
            Spark takes any property that starts with `spark.` and never says that nothing reads it. This one differs \
            from one that it knows by a letter or two.
            """,
        bad: "job.configuration(\"spark.sql.shuffle.partition\", \"64\")",
        good: "job.configuration(.shufflePartitions(64))")

    package static let sparkOverQuota = DiagnosticCode(
        "DAGC263", .error, "Spark job above the quota",
        leavesModelSound: true,
        cause: """
            Driver and executors together, each with the memory beside its heap, are more than the environment lets one \
            application have. On a cluster the executors beyond it stay pending, and the job waits for ever or crawls.
            """,
        bad: "job.resources(executors: 40, executorMemory: .gibibytes(16))   // quota: 256 GiB",
        good: "job.resources(executors: 12, executorMemory: .gibibytes(16))")

    package static let unloadableSpark = DiagnosticCode(
        "DAGC264", .error, "program that Spark cannot load",
        leavesModelSound: true,
        cause: """
            Spark tells Python by the ending `.py`, needs a class for a jar, finds packages by \
            `group:artifact:version`, divides its lists at commas, and loads no package of another Scala.
            """,
        bad: "SparkJob(\"clean\", main: .scala(\"clean.jar\", mainClass: \"\"), …).packages(\"iceberg\")",
        good: "SparkJob(\"clean\", main: .scala(\"clean.jar\", mainClass: \"com.example.Clean\"), …)")

    package static let missingManifest = DiagnosticCode(
        "DAGC270", .error, "manifest of dbt that is not there",
        leavesModelSound: true,
        cause: """
            Which models there are, and what each is made from, dbt writes into `manifest.json` when it parses a project. \
            Without it nobody can make a task for each model, and no selection is checked.
            """,
        bad: "DbtBuild(\"marts\", select: .tag(\"daily\"), …).taskPerModel()   // and a DbtSetting without a manifest",
        good: "DbtSetting(project: …, profiles: …, target: \"prod\", manifest: \"orders/target/manifest.json\")")

    package static let emptySelection = DiagnosticCode(
        "DAGC271", .error, "selection that no model fits",
        leavesModelSound: true,
        cause: """
            dbt ends well when a selection fits nothing: the task is green, its dataset counts as updated, and nothing was \
            built.
            """,
        bad: "DbtBuild(\"marts\", select: .tag(\"dayly\"), …)",
        good: "DbtBuild(\"marts\", select: .tag(\"daily\"), …)")

    package static let staleManifest = DiagnosticCode(
        "DAGC272", .warning, "manifest older than the dbt project",
        cause: """
            Files of the project are not what dbt had read when it wrote the manifest. Tasks for models and checks of \
            selections go by the manifest, so a new model gets no task and an order may be an old one.
            """,
        bad: "models/marts/fct_orders.sql   // edited after `dbt parse`",
        good: "dbt parse && git add target/manifest.json")

    package static let missingSource = DiagnosticCode(
        "DAGC273", .error, "model that reads what is not there",
        leavesModelSound: true,
        cause: """
            A node of the manifest depends on a model or source that the manifest does not have, as happens when it is \
            disabled, belongs to a package that is not installed, or the file was put together by hand.
            """,
        bad: "select * from {{ source('shop', 'order') }}   -- the source is `orders`",
        good: "select * from {{ source('shop', 'orders') }}")

    package static let unbuiltDataset = DiagnosticCode(
        "DAGC274", .warning, "dataset that no selected model makes",
        cause: """
            The task says which dataset it brings up to date, and no model of its selection has that table. Others would \
            start on an update that did not happen.
            """,
        bad: "DbtBuild(\"marts\", select: .tag(\"staging\"), builds: Warehouse.orders)",
        good: "DbtBuild(\"marts\", select: .tag(\"daily\"), builds: Warehouse.orders)")
}
