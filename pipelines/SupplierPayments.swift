import DagDSL

/// Pays the suppliers on the last day of a month on which banks settle.
struct SupplierPayments: Pipeline {
    let id: PipelineID = "supplier_payments"
    let title: String? = "Supplier payments"
    let summary = "Collects the invoices that are due, sends them to the bank as one file and books what it took."
    let schedule: Schedule = .businessDays(.lastOfMonth, of: .target, at: "14:00", in: "Europe/Berlin")
    let owner: Owner = .finance
    let tags: [Name] = ["finance", "payments"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(8)
    let defaults: TaskDefaults = .finance
    let filters = [Self.valueDate]

    /// Banks take no file after 16:00, so somebody must know in time.
    let deadline: Deadline? = .within(.minutes(90), of: .scheduled, else: .pagerDuty(.dataPager))

    private static let valueDate = TemplateFunction("value_date", in: "finance/payments.py")

    private let total = Bash("add_up", "payment-file total --run '\(.runID)'")

    var notifications: [Notification] {
        [
            .onSuccess(
                .email(.mail, to: ["treasury@example.com"]),
                saying:
                    "Suppliers were paid \(.result(of: total)) with value \(.logicalDate.filtered(by: Self.valueDate))")
        ]
    }

    var flow: some Flow {
        let collect = SQLStatement(
            "collect_invoices", in: Ledger.store, "call payments.collect(%(value_date)s)",
            parameters: ["value_date": "\(.logicalDate.filtered(by: Self.valueDate))"])
        let write = Bash(
            "write_file",
            "payment-file write --run '\(.runID)' --value-date '\(.logicalDate.filtered(by: Self.valueDate))'")
        let send = Bash("send_file", "payment-file send --run '\(.runID)'")
            .documented("The bank refuses a file that it has had. Ask treasury before you send one again.")
        let book = SQLStatement(
            "book_payments", in: Ledger.store, "call payments.book(%(run)s)", parameters: ["run": "\(.runID)"])

        collect >>> write >>> total >>> send >>> book
    }
}

extension BusinessCalendar {
    /// The days on which the euro's settlement system is open. The central bank names them years ahead.
    static let target = BusinessCalendar(
        "TARGET", from: Day(2026, 1, 1), through: Day(2027, 12, 31),
        holidays: [
            Day(2026, 1, 1), Day(2026, 4, 3), Day(2026, 4, 6), Day(2026, 5, 1), Day(2026, 12, 25), Day(2026, 12, 26),
            Day(2027, 1, 1), Day(2027, 3, 26), Day(2027, 3, 29), Day(2027, 5, 1), Day(2027, 12, 25), Day(2027, 12, 26),
        ])
}
