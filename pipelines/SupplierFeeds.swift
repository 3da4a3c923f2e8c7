import DagDSL

/// What suppliers send, in three pipelines that share their datasets: stock, price lists, and the offers made of both.
private enum Supplies {
    static let stock = Dataset<SupplierStock>("supplier_stock", in: Lake.store, path: "suppliers/stock")
    static let prices = Dataset<SupplierPrice>("supplier_prices", in: Lake.store, path: "suppliers/prices")
    static let offers = Dataset<SupplierPrice>("supplier_offers", in: Lake.store, path: "suppliers/offers")

    /// Loads follow each other; what goes wrong at night may wait until the office opens.
    static let defaults = TaskDefaults(
        retry: .fixed(3, every: .minutes(5)), timeout: .minutes(30), pool: .suppliers, queue: "ingestion", priority: 5,
        dependsOnPast: true, notifications: [.onFailure(.email(.mail, to: ["supply-data@example.com"]))])
}

/// Loads what lies in the warehouses of the logistics partner (3PL), which reports each hour and at times does not.
///
/// Shows an id with a leading digit, dots and dashes; a sensor with a templated date that skips its hour in place of
/// failing; a sensor on the same pipeline a day earlier, which the first runs do without; defaults that a task overrides
/// or takes back.
struct PartnerStock: Pipeline {
    let id: PipelineID = "3pl.stock-levels"
    let title: String? = "Stock at the logistics partner"
    let summary = "Loads the stock that the logistics partner reports each hour."
    let schedule: Schedule = .hourly(at: 15)
    let owner: Owner = .dataEngineering
    let tags: [Name] = ["suppliers"]
    let maximumActiveRuns: Int? = 3
    let runTimeout: Duration? = .hours(3)
    let defaults = Supplies.defaults

    var flow: some Flow {
        let report = S3KeySensor(
            "report-has-arrived", key: "3pl/stock/\(.windowStart("%Y/%m/%d/%H")).csv", in: "acme-suppliers", .aws
        )
        .checking(every: .minutes(3)).givingUp(after: .minutes(40), then: .skip)
        .withoutTimeout().withoutPool().dependsOnPast(false)
        let yesterday = ExternalTaskSensor("same-hour-yesterday", of: self, task: "load-stock", offset: .days(1))
            .checking(every: .minutes(1), mode: .reschedule).givingUp(after: .hours(1), then: .skip).withoutTimeout()
            .withoutPool().dependsOnPast(false)
        // Skips nothing but what waits for the report, and still stops where the load of the day before has failed.
        let settled = Empty("yesterday-is-settled").runs(when: .noneFailed)
        let load = SparkJob("load-stock", main: "load_partner_stock.py", writes: Supplies.stock)
            .arguments("--hour", "\(.windowStart(.hour))")
            .timeout(.minutes(10)).priority(10)
            .notifies(.onFailure(.pagerDuty(.dataPager)), .onRetry(.slack(.dataAlerts)))
        let tidy = Bash("remove-old-reports", "supplier-files expire --folder 3pl/stock --before '\(.windowStart)'")
            .retry(.never).owner(.platform).withoutQueue().notifies()
            .documented("Files that stay a day longer hurt nobody, so nobody is told.")

        Parallel(report, yesterday >>> settled) >>> load >>> tidy
    }
}

/// Fetches the price lists of the suppliers every morning, each in the way its supplier offers it.
///
/// Shows dashes in ids, a marker for the pipeline that waits, a sensor in a pool that bears errors and looks ever less
/// often, and labels on edges.
struct SupplierPriceLists: Pipeline {
    /// Whether the suppliers' gateway sends whole lists or changes only.
    enum Extent: String, Outcome {
        case full
        case changes
        case nothing
    }

    let id: PipelineID = "supplier.price-lists"
    let title: String? = "Suppliers' price lists"
    let summary = "Fetches the suppliers' price lists and turns them into one shape."
    let schedule: Schedule = .daily(at: "05:00", in: "Europe/Berlin")
    let owner: Owner = .dataEngineering
    let tags: [Name] = ["suppliers", "prices"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(12)
    let defaults = Supplies.defaults

    var flow: some Flow {
        let gateway = HTTPSensor("gateway-is-up", .supplierGateway, path: "/health")
            .checking(every: .minutes(1)).backingOff().onError(.keepWaiting).givingUp(after: .hours(2))
            .withoutTimeout().priority(1)
        let ask = PythonCall(
            "ask-for-extent", "extent_of_lists", in: "suppliers/price_lists.py",
            ["connection": "supplier_gateway", "day": "\(.windowEnd(.day, in: "Europe/Berlin"))"],
            returning: String.self)
        let fetch = Branch("fetch", on: "\(.result(ask.result))") { (extent: Extent) in
            switch extent {
            case .full: load("load-full-lists", "--full") >>> Label("once a week") >>> compact
            case .changes: load("load-changes", "--changes")
            case .nothing: Skip()
            }
        }
        let check = DataQualityCheck(
            "check-prices", of: Supplies.prices, during: \.listedAt,
            rules: [.notNull(\.supplier), .notNull(\.article), .between(\.price, 0...1_000_000)])
        let done = ExternalTaskMarker("offers-may-start", for: "price-lists-are-in", of: SupplierOffers())
            .suppressing(.DAGC193, because: "it shows people in the graph whom to tell when lists are loaded again")

        gateway >>> ask >>> fetch >>> check >>> Label("prices are plausible") >>> done
    }

    private func load(_ id: TaskID, _ extent: RuntimeString) -> SparkJob<SupplierPrice> {
        SparkJob(id, main: "load_price_lists.py", writes: Supplies.prices).arguments(extent, "--until", "\(.windowEnd)")
    }

    private var compact: Bash { Bash("compact-lists", "lakectl compact --table supplier_prices") }
}

/// Offers the buyers the cheapest supplier with stock for each article, before they start work.
///
/// Shows a sensor that derives the other pipeline's run and takes a skipped task for done, one that waits for a time of
/// the clock, and one that does not mind that the other pipeline is still to be deployed; and defaults that change one
/// thing of others, a rule, which one task has otherwise.
struct SupplierOffers: Pipeline {
    let id: PipelineID = "supplier.best-offers"
    let title: String? = "Suppliers' best offers"
    let summary = "Finds the cheapest supplier with stock for each article."
    let schedule: Schedule = .daily(at: "06:30", in: "Europe/Berlin")
    let owner: Owner = .analytics
    let tags: [Name] = ["suppliers", "prices"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(12)
    // A report that did not come stops nothing here.
    let defaults = Supplies.defaults.with(rule: .noneFailed)

    var flow: some Flow {
        let prices = ExternalTaskSensor(
            "price-lists-are-in", of: SupplierPriceLists(), task: "check-prices", whenSkipped: .counts
        )
        .deferred().givingUp(after: .hours(3)).withoutTimeout().withoutPool()
        // The last report before this run starts: its hour begins when nearly all of this run's day is over.
        let stock = ExternalTaskSensor(
            "stock-is-in", of: PartnerStock(), task: "load-stock", offset: .minutes(-22 * 60 - 45)
        )
        .withoutExistenceCheck().checking(every: .minutes(10)).givingUp(after: .hours(2), then: .skip)
        .withoutTimeout().withoutPool()
        let rates = TimeSensor("rates-are-fixed", until: "07:00", in: "Europe/Berlin").withoutTimeout().withoutPool()
        let offers = SparkJob(
            "find-best-offers", main: "best_offers.py", reads: Supplies.stock, Supplies.prices, writes: Supplies.offers
        )
        .documented("Without a stock report of the night, yesterday's stock is taken.")
        let tell = SlackMessage("tell-the-buyers", to: .dataAlerts, "Best offers of \(.windowEnd(.day)) are there.")
            .withoutPool().runs(when: .allSucceeded)

        Parallel(prices, stock, rates) >>> offers >>> tell
    }
}

/// What a warehouse of the partner holds of an article.
struct SupplierStock: Schema {
    let warehouse = Column<String>("warehouse")
    let article = Column<String>("article")
    let pieces = Column<Int>("pieces")
    let countedAt = Column<Timestamp>("counted_at")
}

/// What a supplier asks for an article.
struct SupplierPrice: Schema {
    let supplier = Column<String>("supplier")
    let article = Column<String>("article")
    let price = Column<DecimalNumber>("price")
    let listedAt = Column<Timestamp>("listed_at")
}
