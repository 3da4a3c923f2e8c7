import DagDSL

/// Forecasts next week's demand of every region, from models that compete for each group of articles.
///
/// Shows every form of mapping: over a literal list, the result of a task, the result of a function, two lists side by
/// side, every combination of two lists, and dictionaries that give several arguments at once; fixed arguments beside
/// them, labels in place of numbers, limits, a mapped group, a mapped operator of a provider, and a reduction.
struct DemandForecast: Pipeline {
    let id: PipelineID = "demand_forecast"
    let title: String? = "Demand forecast"
    let summary = "Trains and compares forecasts of demand, and orders what the best one says."
    let schedule: Schedule = .weekly(on: .saturday, at: "22:00", in: "Europe/Berlin")
    let owner: Owner = .machineLearning
    let tags: [Name] = ["machine-learning", "forecast"]
    let maximumActiveRuns: Int? = 1
    let defaults: TaskDefaults = .machineLearning
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let regions = PythonCall(
            "find_regions", "regions_with_stock", in: "forecast/regions.py", ["connection": "lake_query"],
            returning: [String].self)
        // A literal list, with arguments beside it that are the same for all.
        let weather = GlueJob(
            "load_weather", job: "weather", arguments: ["--model": "\(.item)", "--week": "\(.windowEnd(.day))"], .aws,
            deferred: true
        )
        .mapped(over: .list(["icon", "gfs", "ecmwf"]), atMost: 2, labelled: "\(.item)")
        // What a function makes of a result.
        let largest = PythonCall(
            "choose_regions", "largest", in: "forecast/regions.py", ["regions": .result(regions.result), "share": 0.8],
            returning: [String].self)
        let history = Container(
            "collect_history", image: "registry.example.com/forecast:5.1.0",
            arguments: ["python", "history.py", "--region", "\(.item)", "--until", "\(.windowEnd)"]
        )
        .mapped(over: .result(of: regions), atMost: 8, labelled: "\(.item)")
        .deferred()
        // Dictionaries: each gives several arguments of one instance.
        let train = Container(
            "train", image: "registry.example.com/forecast:5.1.0",
            arguments: ["python", "train.py", "--model", "\(.item("model"))", "--until", "\(.windowEnd)"]
        )
        .variable("HORIZON_DAYS", "\(.item("days"))")
        .mapped(
            over: .list([
                ["model": "seasonal", "days": "14"], ["model": "boosted_trees", "days": "28"],
                ["model": "transformer", "days": "28"],
            ]), labelled: "\(.item("model"))"
        )
        .deferred()
        // Every model in every region that counts.
        let compare = HTTPRequest(
            "compare", .get, .forecastAPI, path: "/models/\(.item("model"))/error",
            body: .form(["region": "\(.item("region"))"]), answer: .json
        )
        .mapped(
            over: .product([
                "model": .list(["seasonal", "boosted_trees", "transformer"]), "region": .result(of: largest),
            ]), atMost: 16)
        // All of that, reduced to one answer for each region, in a worker that can hold it.
        let best = PythonCall(
            "choose_models", "best_models", in: "forecast/errors.py",
            ["answers": .result(of: compare), "regions": .result(largest.result)], returning: [String].self
        )
        .podTemplate(.largeMemory)
        // Two lists side by side.
        let forecast = ForEach(
            "forecast", over: .zip(["region": .result(of: largest), "model": .result(of: best)]), atMost: 4,
            tooltip: "The best model of each region says what will be bought there"
        ) {
            Bash("predict", "forecast predict --region \(.item("region")) --model \(.item("model"))")
                >>> Bash("check", "forecast check --region \(.item("region")) --week '\(.windowEnd(.day))'")
                >>> Bash("order", "forecast order --region \(.item("region")) --run '\(.runID)'").retry(.never)
        }

        regions >>> history >>> train
        weather >>> train >>> compare >>> best >>> forecast
    }
}
