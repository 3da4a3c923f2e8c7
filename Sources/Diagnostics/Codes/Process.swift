extension DiagnosticCode {
    package static let outputDrift = DiagnosticCode(
        "DAGC150", .error, "generated file that was changed by hand",
        cause: """
            The file is not what the compiler last wrote. Writing it again would destroy the change, which nobody \
            would find again in the source.
            """,
        bad: "sed -i 's/retries=3/retries=9/' generated/airflow/dags/orders.py",
        good: "load.retry(.fixed(9, every: .minutes(1)))   // then `dagc compile --overwrite`")

    package static let unusedSuppression = DiagnosticCode(
        "DAGC155", .error, "suppression of nothing",
        leavesModelSound: true,
        cause: """
            The warning that is suppressed here is not given any more. The suppression would hide the next one, which \
            nobody has looked at.
            """,
        bad: "load.suppressing(.DAGC006, because: \"it stands alone on purpose\")   // and load >>> check",
        good: "load >>> check")

    package static let suppressionWithoutReason = DiagnosticCode(
        "DAGC156", .error, "suppression without a reason",
        leavesModelSound: true,
        cause: "Whoever meets the suppression in a year has to know why the warning does not matter here.",
        bad: "load.suppressing(.DAGC006, because: \"\")",
        good: "load.suppressing(.DAGC006, because: \"it warms a cache; nothing depends on it\")")

    package static let missingInInventory = DiagnosticCode(
        "DAGC218", .error, "what the environment counts on and its Airflow lacks",
        cause: """
            The inventory of the environment's Airflow has no such connection, pool or variable. Tasks that need it fail \
            when they run, or never start.
            """,
        bad: "connections: [Connection(\"warehouse_db\", .postgres)]   // and `dagc inventory` found no `warehouse_db`",
        good: "airflow connections add warehouse_db --conn-type postgres …   # then `dagc inventory` again")

    package static let otherInInventory = DiagnosticCode(
        "DAGC219", .error, "what the environment declares otherwise than its Airflow has it",
        cause: """
            A connection of another type is opened by a hook that does not understand it; a pool with fewer slots lets \
            less run at once than was checked; another version of Airflow takes other files.
            """,
        bad: "connections: [Connection(\"api\", .http)]   // and in Airflow `api` is of type `postgres`",
        good: "connections: [Connection(\"api\", .postgres)]")

    package static let missingProvider = DiagnosticCode(
        "DAGC223", .error, "provider that is not there, or too old",
        cause: "Airflow refuses a DAG file that imports from a provider which is not installed where it is parsed.",
        bad: "SlackMessage(\"tell\", to: .slack, \"done\")   // and the image has no apache-airflow-providers-slack",
        good: "RUN pip install apache-airflow-providers-slack   # in the image")

    package static let oldInventory = DiagnosticCode(
        "DAGC224", .warning, "inventory of long ago",
        cause: "Connections, pools and versions have changed since, so that its findings may be wrong, or missing.",
        bad: "dagc compile --inventory production.json   # written two months ago",
        good: "dagc inventory --url https://airflow.example.com --out production.json")

    package static let strayFile = DiagnosticCode(
        "DAGC446", .warning, "file that nothing generates",
        cause: """
            The file lies among those that dagc writes and is none of them: it was put there by hand, or left behind by \
            another branch. Airflow loads it like the others, nothing checks it, and `dagc push` leaves it out.
            """,
        bad: "generated/airflow/production/dags/old_orders.py   // no pipeline makes it",
        good: "git rm generated/airflow/production/dags/old_orders.py")
}
