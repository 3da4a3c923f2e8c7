import DagDSL

/// Pipelines of many trades, as teams have them beside each other, each with its own hour.
enum CleanDomains {
    static var all: [FixturePipeline] {
        [
            invoices, payments, fraud, stock, prices, shipments, returns, energy, weather, hospital, laboratory, claims,
            clickstream, campaigns, churn, search, payroll, ledger, archive, permits, telemetry, models,
        ]
    }

    private static func daily(_ time: TimeOfDay, _ zone: TimeZone = .utc) -> (inout FixturePipeline) -> Void {
        { $0.schedule = .daily(at: time, in: zone) }
    }

    // MARK: - Money

    private static let invoices = FixturePipeline("invoices") {
        let files = FileSensor("wait_for_scans", path: "invoices/\(.windowStart(.day))/_done", in: .landing)
            .givingUp(after: .hours(3))
        let read = Bash("read_scans", "read-scans --day \(.windowStart(.day))").timeout(.minutes(40))
        let post = SQLStatement(
            "post", in: .warehouse, "insert into invoices select * from scans where day = '\(.windowStart(.day))'")
        let doubt = SQLCheck("no_doubles", in: .warehouse, "select count(*) = count(distinct number) from invoices")
        files >>> read >>> post >>> doubt
    }
    .with(daily("00:10"))

    private static let payments = FixturePipeline("payments") {
        let fetch = HTTPRequest("fetch", .get, .gateway, path: "/payments?from=\(.windowStart)&to=\(.windowEnd)")
        let book = Bash("book", "book-payments").retry(.exponential(4, from: .seconds(30), upTo: .minutes(10)))
        fetch >>> book >>> Bash("balance", "balance --strict").timeout(.minutes(10))
    }
    .with {
        $0.schedule = .every(.minutes(30))
        $0.maximumActiveRuns = 1
        $0.runTimeout = .hours(1)
    }

    private static let fraud = FixturePipeline("fraud_scores") {
        let score = Bash("score", "score --model v7 --since \(.windowStart)").timeout(.minutes(8))
        let hold = SQLStatement("hold", in: .warehouse, "call hold_suspicious()")
        let review = Bash("queue_reviews", "queue-reviews").runs(when: .noneFailed)
        score >>> hold >>> review
        score >>> Bash("release_all", "release --reason 'scoring is down'").runs(when: .oneFailed)
    }
    .with {
        $0.schedule = .every(.minutes(20))
        $0.maximumActiveRuns = 2
    }

    private static let payroll = FixturePipeline("payroll") {
        let compute = Bash("compute", "payroll compute --month \(.windowStart("%Y-%m"))")
        let sum = SQLQuery("sums", in: .warehouse, "select key, time, size from payroll_sums", rows: Row.self)
        let release = Approval("release", "Pay out the salaries?").expected(within: .hours(20))
        compute >>> sum >>> release >>> Bash("transfer", "payroll transfer").retry(.never)
    }
    .with { $0.schedule = .monthly(on: 25, at: "05:20", in: .utc) }

    private static let ledger = FixturePipeline("ledger_close") {
        let check = SQLCheck("balanced", in: .warehouse, "select sum(debit) = sum(credit) from ledger")
        let close = SQLStatement("close", in: .warehouse, "call close_day('\(.windowStart(.day))')").pool(.warehouse)
        check >>> close >>> Parallel(Bash("export_tax", "export tax"), Bash("export_audit", "export audit"))
    }
    .with(daily("01:25"))

    // MARK: - Goods

    private static let stock = FixturePipeline("stock_levels") {
        let warehouses: [Name] = ["hamburg", "lyon", "gdansk"]
        let merge = SQLStatement("merge", in: .warehouse, "call merge_stock()")
        for place in warehouses {
            Bash("count_\(place)", "count-stock \(place)").timeout(.minutes(15)) >>> merge
        }
        merge >>> Bash("publish", "publish-stock")
    }
    .with { $0.schedule = .cron("5 */4 * * *") }

    private static let prices = FixturePipeline("price_updates") {
        let load = Bash("load", "load-prices \(.param(scope))")
        let big = ContinueIf("is_full", "\(.param(scope))", is: "full", skippingAll: false)
        load >>> big >>> Bash("rebuild_index", "rebuild-index")
        load >>> Bash("announce", "announce").runs(when: .noneFailed)
    }
    .with {
        $0.schedule = .daily(at: "02:35", in: .utc)
        $0.params = [scope]
    }

    private static let scope = Param.text("scope", default: "changed", among: ["changed", "full"])

    private static let shipments = FixturePipeline("shipments") {
        let carriers: [Argument] = ["dhl", "ups", "gls"]
        ForEach("carrier", over: .list(carriers)) {
            Bash("fetch", "fetch-shipments --carrier \(.item)").timeout(.minutes(10))
                >>> Bash("parse", "parse-shipments --carrier \(.item)")
        }
            >>> Bash("join", "join-shipments")
    }
    .with(daily("03:15", "Europe/Warsaw"))

    private static let returns = FixturePipeline("returns") {
        Branch("route", on: "\(.variable(.bucket))", among: Size.self) { size in
            switch size {
            case .small: Bash("by_hand", "open-tickets")
            case .large: Bash("in_bulk", "book-bulk") >>> Bash("restock", "restock")
            }
        }
            >>> Bash("report", "report-returns")
    }
    .with(daily("03:50"))

    // MARK: - Measurements

    private static let energy = FixturePipeline("energy_meters") {
        let read = Bash("read_meters", "read-meters --from \(.windowStart) --to \(.windowEnd)")
            .retry(.fixed(5, every: .minutes(2)))
        let clean = Bash("clean", "clean-meters --hour \(.windowStart)").timeout(.minutes(25))
        read >>> clean
    }
    .with { $0.schedule = .hourly(at: 40) }

    private static let weather = FixturePipeline("weather") {
        HTTPSensor("model_run", .gateway, path: "/runs/latest").checking(every: .minutes(2), mode: .reschedule)
            .givingUp(after: .hours(2))
            >>> Bash("download", "download-grib --run \(.windowStart)").timeout(.minutes(50))
            >>> Bash("regrid", "regrid").timeout(.minutes(30))
    }
    .with {
        $0.schedule = .cron("50 1,7,13,19 * * *")
        $0.maximumActiveRuns = 1
        $0.runTimeout = .hours(5)
    }

    private static let telemetry = FixturePipeline("telemetry") {
        Bash("list", "list-partitions \(.windowStart)")
            >>> Bash("compact", "compact --from \(.windowStart) --to \(.windowEnd)").timeout(.minutes(40))
    }
    .with { $0.schedule = .hourly(at: 25) }

    private static let hospital = FixturePipeline("bed_occupancy") {
        let load = Bash("load", "load-occupancy").timeout(.minutes(4))
        let tell = EmailMessage(
            "tell", to: ["duty@example.com"], subject: "Occupancy is critical", html: "See the board.", by: .mail)
        load >>> ContinueIf("is_critical", "\(.variable(.bucket))", is: "critical", skippingAll: false) >>> tell
    }
    .with {
        $0.schedule = .every(.minutes(10), covering: .instant)
        $0.maximumActiveRuns = 1
        $0.runTimeout = .minutes(9)
    }

    private static let laboratory = FixturePipeline("laboratory") {
        let samples = SQLQuery("samples", in: .warehouse, "select key, time, size from samples", rows: Row.self)
        let measure = Bash("measure", "measure \(.item("key"))").mapped(over: .result(of: samples), atMost: 4)
        measure >>> Bash("archive", "archive-plates").always() >>> Bash("bill", "bill").always()
    }
    .with(daily("18:05"))

    // MARK: - People

    private static let claims = FixturePipeline("insurance_claims") {
        Using(Bash("unlock_vault", "vault-lease acquire"), teardown: Bash("lock_vault", "vault-lease release")) {
            Bash("decrypt", "decrypt-claims \(.windowStart(.day))") >>> Bash("classify", "classify-claims")
        }
            >>> SQLStatement("load", in: .warehouse, "call load_claims()")
    }
    .with(daily("04:45"))

    private static let permits = FixturePipeline("building_permits") {
        let ask = HumanChoice("which_office", "Which office reports late?", among: ["north", "south"])
            .expected(within: .hours(8))
        ask >>> Bash("load", "load-permits")
    }
    .with { $0.schedule = .manual() }

    private static let clickstream = FixturePipeline("clickstream") {
        let quality = DataQualityCheck(
            "quality", of: Data.raw, during: \.time, rules: [.rowCount(atLeast: 1000), .notNull(\.key), .unique(\.key)])
        quality >>> Bash("sessions", "build-sessions --from \(.windowStart)").timeout(.minutes(45))
    }
    .with {
        $0.schedule = .hourly(at: 5)
        $0.maximumActiveRuns = 2
    }

    private static let campaigns = FixturePipeline("campaigns") {
        let pick = SQLQuery("pick", in: .warehouse, "select key, time, size from audiences", rows: Row.self)
        let send = Bash("send", "send-campaign --audience '\(.item("key"))'").mapped(over: .result(of: pick), atMost: 3)
        pick >>> send >>> Bash("measure", "measure-campaign")
    }
    .with { $0.schedule = .weekly(on: .tuesday, at: "09:35", in: "Europe/Paris") }

    private static let churn = FixturePipeline("churn_features") {
        let stages: [Name] = ["visits", "orders", "tickets"]
        let join = Bash("join", "join-features")
        Group("features") {
            for stage in stages { Bash("build_\(stage)", "build \(stage)") }
        }
            >>> join >>> Bash("train", "train --folds 5").queue("large")
    }
    .with { $0.schedule = .weekly(on: .sunday, at: "21:10", in: .utc) }

    private static let models = FixturePipeline("model_release") {
        let evaluate = Bash("evaluate", "evaluate --against champion")
        evaluate
            >>> Approval("accept", "Serve the new model?").expected(within: .days(2))
            >>> Bash("shift_traffic", "shift-traffic 10 && sleep 600 && shift-traffic 100").timeout(.hours(1))
        evaluate >>> Bash("record", "record-metrics").always()
    }
    .with { $0.schedule = .manual() }

    private static let search = FixturePipeline("search_index") {
        let build = Bash("build", "build-index --out /indexes/\(.runID)")
        build >>> Bash("swap", "swap-index /indexes/\(.runID)") >>> Bash("warm", "warm-cache")
        build >>> Bash("drop_half_built", "rm -rf /indexes/\(.runID)").runs(when: .oneFailed)
    }
    .with(daily("22:15"))

    private static let archive = FixturePipeline("archive") {
        Bash("pack", "pack --older-than 400").timeout(.hours(3))
            >>> Bash("verify", "verify --sample 100").timeout(.hours(1)) >>> Bash("prune", "prune").timeout(.hours(2))
    }
    .with {
        $0.schedule = .monthly(on: 3, at: "20:30", in: .utc)
        $0.runTimeout = .hours(8)
        $0.maximumActiveRuns = 1
    }
}
