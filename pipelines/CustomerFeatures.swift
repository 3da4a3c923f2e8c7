import DagDSL

/// Computes what the models know about customers, and decides how the churn model follows.
struct CustomerFeatures: Pipeline {
    /// What the drift of the features asks for, as `drift.py` returns it.
    enum Reaction: String, Outcome {
        case retrain
        case recalibrate
        case keep
    }

    let id: PipelineID = "customer_features"
    let title: String? = "Customer features and churn model"
    let summary = "Computes the customers' features, measures their drift and retrains or recalibrates the churn model."
    let schedule: Schedule = .daily(at: "06:00", in: .utc)
    let owner: Owner = .machineLearning
    let tags: [Name] = ["machine-learning", "customers"]
    let maximumActiveRuns: Int? = 1
    let defaults: TaskDefaults = .machineLearning
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let customers = ExternalTaskSensor(
            "customers_are_built", of: WarehouseBuild(), task: "sales_marts.check_dim_customers"
        )
        .deferred().givingUp(after: .hours(6)).withoutTimeout()
        let features = SparkJob(
            "compute_features", main: "customer_features.py", reads: Lake.orders, writes: Lake.customerFeatures
        )
        .resources(driverMemory: .gibibytes(2), executors: 8, executorCores: 4, executorMemory: .gibibytes(16))
        let check = DataQualityCheck(
            "check_features", of: features.output, during: \.computedAt,
            rules: [.rowCount(atLeast: 10_000), .unique(\.customerID), .between(\.daysSinceOrder, 0...3650)])
        let drift = model("measure_drift", "drift.py").returningResult()
        let reaction = Branch("react_to_drift", on: "\(.result(of: drift))") { (reaction: Reaction) in
            switch reaction {
            case .retrain: train() >>> model("evaluate", "evaluate.py") >>> model("promote", "promote.py")
            case .recalibrate: model("recalibrate", "recalibrate.py")
            case .keep: Skip()
            }
        }
        let score = model("score_customers", "score.py").resources(cpu: .cores(4), memory: .gibibytes(8))

        customers >>> features >>> check >>> drift >>> reaction >>> score
    }

    private func train() -> Container {
        model("train", "train.py")
            .variable("TRAINING_POLICY", "\(.variable(.modelPolicy))")
            .variable("TRACKING_TOKEN", from: PodSecret("model-tracking", key: "token"))
            .mount(.empty("scratch", limit: .gibibytes(50)), at: "/scratch")
            .resources(cpu: .cores(8), memory: .gibibytes(32), gpus: 1)
            .onNodes(labelled: "pool", "gpu").tolerating("gpu", effect: .noSchedule)
            .startTimeout(.minutes(30)).timeout(.hours(8))
            .notifies(.onFailure(.pagerDuty(.dataPager)), .onRetry(.slack(.dataAlerts)))
    }

    private func model(_ id: TaskID, _ script: Name) -> Container {
        Container(
            id, image: "registry.example.com/churn-model:3.8.0",
            arguments: ["python", "\(script)", "--from", "\(.windowStart)", "--to", "\(.windowEnd)"]
        )
        .label("team", "machine-learning")
        .deferred()
    }
}
