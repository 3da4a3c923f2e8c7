import DagDSL

extension ForeignPipeline {
    /// The treasury's own, on the same Airflow and from another repository.
    static let treasuryClose = ForeignPipeline("treasury_close", schedule: .daily(at: "18:00", in: .utc))
}

/// Loads the day's exchange rates from three sources, of which any one is enough, once the treasury has closed its day.
///
/// Shows a pipeline of another repository, a sensor and a branch that call functions, arguments that tasks have in
/// common, failures that are meant to be borne, settings of a shell command, and Python with packages of its own.
struct ExchangeRates: Pipeline {
    /// How many pairs of currencies are loaded.
    enum Extent: String, Outcome {
        case everyPair = "every_pair"
        case mainPairs = "main_pairs"

        var label: String? { self == .everyPair ? "first of the month" : nil }
    }

    let id: PipelineID = "exchange_rates"
    let title: String? = "Exchange rates"
    let summary = "Loads the exchange rates of the day."
    let schedule: Schedule = .daily(at: "19:00", in: .utc)
    let owner: Owner = .dataEngineering
    let tags: [Name] = ["finance", "rates"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(5)
    let defaults = TaskDefaults(retry: .fixed(2, every: .minutes(5)), timeout: .minutes(30))
    let params: [Param] = [
        .integer("pairs", default: 30, among: [10, 30, 100]),
        .schema("limit", ["type": ["number", "null"], "exclusiveMinimum": 0], default: 0.05),
    ]

    private static let day: Arguments = ["day": "\(.windowEnd(.day))"]

    var flow: some Flow {
        let closed = ExternalTaskSensor("treasury_has_closed", of: .treasuryClose, group: "postings")
            .checking(every: .minutes(5)).givingUp(after: .hours(2))
        let published = PythonSensor("bank_has_published", "has_published", in: "rates/sources.py", Self.day)
            .checking(every: .minutes(5)).givingUp(after: .hours(2))
        let extent = Branch(
            "choose_extent", calling: "extent", in: "rates/sources.py", Self.day + ["pairs": 30, "full": false],
            among: Extent.self
        ) { extent in
            switch extent {
            case .everyPair: load("load_every_pair", "--all")
            case .mainPairs: load("load_main_pairs", "--pairs", "\(.param(params[0]))")
            }
        }
        let sources = [fetch("bank"), fetch("broker"), fetch("news_agency")]
        let rates = Empty("rates_are_there").runs(when: .oneSucceeded).bearingFailures()
        let deviations = PythonCall(
            "find_deviations", "deviations", in: "rates/sources.py",
            ["path": "s3://acme-rates/\(.windowEnd(.day)).parquet", "limit": 0.05]
        )
        .inVirtualEnvironment(requirements: ["pandas==2.2.3", "pyarrow==18.1.0", "s3fs==2024.10.0"])

        Parallel(closed, published) >>> sources >>> rates >>> extent >>> deviations
    }

    private func fetch(_ source: Name) -> Bash {
        Bash("fetch_\(source)", "rates fetch --day '\(.windowEnd(.day))'")
            .variables(["RATES_SOURCE": "\(source)", "RATES_RUN": "\(.template("{{ dag_run.run_type }}"))"])
            .inFolder("/srv/rates").skipping(onStatus: 3)
    }

    private func load(_ id: TaskID, _ arguments: RuntimeString...) -> Container {
        Container(id, image: "registry.example.com/rates:1.8", arguments: ["load"] + arguments)
            .pullPolicy(.ifMissing)
    }
}
