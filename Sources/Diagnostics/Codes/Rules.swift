extension DiagnosticCode {
    package static let joinNeverRuns = DiagnosticCode(
        "DAGC040", .error, "join of a branch that never runs",
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

    static let rules: [DiagnosticCode] = [
        .joinNeverRuns, .writesAfterFailure, .joinRunsUnchosen, .gateOverridesRule,
    ]
}
