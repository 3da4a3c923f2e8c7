import DagDSL

/// Closes the books of a month: each company by itself, then the group.
struct MonthlyClose: Pipeline {
    let id: PipelineID = "monthly_close"
    let title: String? = "Monthly close"
    let summary = "Books and checks the closing entries of each company, waits for its controller and consolidates."
    let schedule: Schedule = .monthly(on: 3, at: "06:00", in: "Europe/Berlin")
    let owner: Owner = .finance
    let tags: [Name] = ["finance", "close"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .days(10)
    let defaults: TaskDefaults = .finance
    let notifications: [Notification] = [.onSuccess(.email(.mail, to: ["group-finance@example.com"]))]

    var flow: some Flow {
        let rates = SQLSensor(
            "rates_are_published", in: Ledger.store,
            """
            select count(*) from rates
            where valid_on = date_trunc('month', timestamptz '\(.windowEnd)')::date - 1
            """
        )
        .checking(every: .minutes(30)).givingUp(after: .days(2)).withoutTimeout().withoutPool()
        let companies = Company.all.map { company in
            Group("close_acme_\(company.id)", tooltip: "The books of \(company.name)") { close(company) }
        }
        let eliminate = step("eliminate_intercompany", "close.eliminate_intercompany", of: "group")
        let consolidate = step("consolidate", "close.consolidate", of: "group")
        let balanced = SQLCheck(
            "group_is_balanced", in: Ledger.store,
            "select abs(sum(debit) - sum(credit)) < 0.01 from close.consolidated_balance")
        let lock = step("lock_period", "close.lock_period", of: "group").writes(Ledger.closedPeriods)
        let tell = EmailMessage(
            "send_group_report", to: ["group-finance@example.com", "audit@example.com"],
            subject: "Books of \(.windowStart(.month)) are closed",
            html: "<p>The group's books are consolidated and locked.</p>", by: .mail
        )
        .withoutPool()

        rates >>> companies >>> eliminate >>> consolidate >>> balanced >>> lock >>> tell
    }

    /// The close of one company, up to its controller's signature.
    @FlowBuilder private func close(_ company: Company) -> FlowGraph {
        let id = company.id
        let books: Name = "acme_\(id)"
        let accruals = step("post_accruals_\(id)", "close.post_accruals", of: books)
        let depreciation = step("post_depreciation_\(id)", "close.post_depreciation", of: books)
        let balanced = SQLCheck(
            "check_balance_\(id)", in: Ledger.store,
            "select abs(sum(debit) - sum(credit)) < 0.01 from close.trial_balance where books = '\(books)'")
        let signed = SQLSensor(
            "signature_\(id)", in: Ledger.store,
            """
            select count(*) from close.signatures
            where books = '\(books)' and period = date_trunc('month', timestamptz '\(.windowStart)')::date
            """
        )
        .checking(every: .minutes(15)).givingUp(after: .days(5)).withoutTimeout().withoutPool()
        .documented("The controller signs in the ledger's close screen, once the trial balance is agreed.")

        Parallel(accruals, depreciation) >>> balanced >>> signed
        if company.hasForeignCurrency {
            let revalue = step("revalue_currencies_\(id)", "close.revalue_currencies", of: books)
            accruals >>> revalue >>> balanced
        }
        if company.holdsStock {
            let stock = step("value_stock_\(id)", "close.value_stock", of: books)
            stock >>> balanced
        }
        signed >>> step("file_\(company.tax)_\(id)", "close.file_\(company.tax)", of: books)
    }

    /// Calls a procedure of the ledger for the month in which the run's window starts.
    private func step(_ id: TaskID, _ procedure: Name, of books: Name) -> SQLStatement {
        SQLStatement(
            id, in: Ledger.store, "call \(procedure)(%(books)s, %(within)s)",
            parameters: ["books": "\(books)", "within": "\(.windowStart)"])
    }
}

/// A company of the group.
private struct Company {
    /// As it ends the names of its books and tasks.
    let id: Name
    let name: String
    /// The kind of return that its tax office wants each month.
    let tax: Name
    var hasForeignCurrency = false
    var holdsStock = false

    static let all = [
        Company(id: "de", name: "Acme GmbH", tax: "vat", holdsStock: true),
        Company(id: "at", name: "Acme Austria GmbH", tax: "vat"),
        Company(id: "ch", name: "Acme Schweiz AG", tax: "vat", hasForeignCurrency: true, holdsStock: true),
        Company(id: "uk", name: "Acme Retail Ltd", tax: "vat", hasForeignCurrency: true, holdsStock: true),
        Company(id: "pl", name: "Acme Polska sp. z o.o.", tax: "vat", hasForeignCurrency: true),
        Company(id: "us", name: "Acme Inc.", tax: "sales_tax", hasForeignCurrency: true, holdsStock: true),
    ]
}
