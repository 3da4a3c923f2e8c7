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
}
