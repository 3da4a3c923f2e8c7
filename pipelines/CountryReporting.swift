import DagDSL

/// Monthly figures of every country in which the shop sells: loaded, converted to euros, reported, and held together.
///
/// Shows a large graph from a table: nested loops with conditions, edges between lists, pairs of lists, group to group,
/// and from inside a group to outside it. Ninety-six tasks and 326 edges in ten groups, and a page of Swift.
struct CountryReporting: Pipeline {
    let id: PipelineID = "country_reporting"
    let title: String? = "Country reporting"
    let summary =
        "Reports turnover, margin, returns and stock of each country, hubs after the countries they answer for."
    let schedule: Schedule = .monthly(on: 5, at: "04:00", in: "Europe/Berlin")
    let owner: Owner = .finance
    let tags: [Name] = ["finance", "reporting"]
    let maximumActiveRuns: Int? = 1
    let defaults: TaskDefaults = .finance

    var flow: some Flow {
        let closed = ExternalTaskSensor("books_are_closed", of: MonthlyClose(), task: "lock_period", offset: .hours(46))
            .deferred().givingUp(after: .days(2)).withoutTimeout().withoutPool()
        let rates = SQLSensor(
            "rates_are_fixed", in: Ledger.store,
            "select count(*) from rates where valid_on = timestamptz '\(.windowEnd)'::date - 1"
        )
        .checking(every: .minutes(30)).givingUp(after: .days(1)).withoutTimeout().withoutPool()
        let countries = Country.all.map(CountryFigures.init)
        let comparison = call("compare_rates", "reporting.compare_rates", of: "group")
        let margins = call("compare_margins", "reporting.compare_margins", of: "group")

        for figures in countries {
            figures.group
            if figures.country.isForeign {
                rates >>> figures.conversions >>> comparison
            }
            if let hub = figures.country.hub {
                for other in countries where other.country.id == hub { figures.group >>> other.group }
            }
            closed >>> figures.group
            figures.margin >>> margins
        }
    }
}

/// The tasks of one country, some of which other tasks wait for by themselves.
private struct CountryFigures {
    private static let subjects: [Name] = ["sales", "returns", "stock", "costs"]

    let country: Country
    let conversions: [SQLStatement]
    let margin: SQLStatement
    let group: Group

    init(_ country: Country) {
        let loads = Self.subjects.map { call("load_\($0)", "reporting.load_\($0)", of: country.id) }
        let conversions =
            country.isForeign
            ? Self.subjects.map { call("convert_\($0)", "reporting.convert_\($0)", of: country.id) } : []
        let margin = call("report_margin", "reporting.report_margin", of: country.id)
        let others = ["turnover", "return_rate", "stock_days"].map { (figure: Name) in
            call("report_\(figure)", "reporting.report_\(figure)", of: country.id)
        }
        (self.country, self.conversions, self.margin) = (country, conversions, margin)
        group = Group(country.id, tooltip: country.name) {
            for (load, conversion) in zip(loads, conversions) { load >>> conversion }
            (country.isForeign ? conversions : loads) >>> [margin] + others
        }
    }
}

/// Calls a procedure of the ledger for the month in which the run's window starts.
private func call(_ id: TaskID, _ procedure: Name, of country: Name) -> SQLStatement {
    SQLStatement(
        id, in: Ledger.store, "call \(procedure)(%(country)s, %(month)s)",
        parameters: ["country": "\(country)", "month": "\(.windowStart(.month))"])
}

/// A country in which the shop sells.
private struct Country {
    let id: Name
    let name: String
    /// Whether it books in another currency than the group.
    var isForeign = false
    /// The country whose figures contain those of this one.
    var hub: Name?

    static let all = [
        Country(id: "at", name: "Austria", hub: "de"),
        Country(id: "be", name: "Belgium", hub: "nl"),
        Country(id: "ch", name: "Switzerland", isForeign: true, hub: "de"),
        Country(id: "de", name: "Germany"),
        Country(id: "es", name: "Spain", hub: "fr"),
        Country(id: "fr", name: "France"),
        Country(id: "it", name: "Italy"),
        Country(id: "nl", name: "Netherlands"),
        Country(id: "pl", name: "Poland", isForeign: true, hub: "de"),
        Country(id: "uk", name: "United Kingdom", isForeign: true),
    ]
}
