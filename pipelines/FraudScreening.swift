import DagDSL

/// Screens the orders of each quarter of an hour for fraud, and stops payouts before the money has gone.
///
/// Shows criticality: tasks whose first failed try people hear of at once, one without which the run goes on, and data
/// that waits for a person when a check of it fails; and retries by the class of an error (Airflow 3.3).
struct FraudScreening: Pipeline {
    let id: PipelineID = "fraud_screening"
    let title: String? = "Fraud screening"
    let summary = "Scores new orders, holds the suspicious ones and lets the others be paid out."
    let schedule: Schedule = .every(.minutes(15))
    let owner: Owner = .machineLearning
    let tags: [Name] = ["fraud", "orders"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(3)
    let notifications: [Notification] = [.onFailure(.pagerDuty(.dataPager))]
    let suppressions: [Suppression] = [
        .suppress(.DAGC051, because: "A run that waits for a person holds later ones back, and so their payouts.")
    ]
    let defaults = TaskDefaults(
        retry: .byErrorClass(
            transient: .exponential(3, from: .seconds(15), upTo: .minutes(2)),
            resourceLimit: .linear(2, by: .minutes(1)), dataQuality: .fixed(1, every: .minutes(1)), otherwise: .never,
            knowing: [.exception("botocore.exceptions.EndpointConnectionError", is: .transient)]),
        timeout: .minutes(5))

    var flow: some Flow {
        let fresh = SQLCheck(
            "stream_is_fresh", in: Speed.store,
            "select dateDiff('second', max(ordered_at), now()) <= 300 as fresh from speed.orders")
        // Where orders come from helps, and is no reason to hold all of them.
        let devices = Bash("look_up_devices", "fraud devices --from '\(.windowStart)' --to '\(.windowEnd)'")
            .criticality(.nonCritical)
        let score = Bash("score_orders", "fraud score --from '\(.windowStart)' --to '\(.windowEnd)'")
        let plausible = SQLCheck(
            "scores_are_plausible", in: Speed.store,
            "select avg(score > 0.9) < 0.05 as few_are_suspicious from speed.fraud_scores"
        )
        .criticality(
            .dataQuality(
                asking: "Hold one order in twenty, or more?", reviewedWithin: .hours(2),
                by: Person(id: "12", name: "fatima"), Person(id: "15", name: "lars")))
        let hold = Bash("hold_orders", "fraud hold --run '\(.runID)'").criticality(.critical)
        let release = Bash("release_payouts", "fraud release --run '\(.runID)'").retry(.never).criticality(.critical)

        fresh >>> devices >>> score >>> plausible >>> hold >>> release
    }
}
