import DagDSL

/// Releases new shop prices: a pricing manager looks, decides where they hold, and can narrow or refuse them.
///
/// Shows people in the loop (Airflow 3): a form, a choice among options, an approval and a branch that a person takes,
/// each with who may answer, a time-out, what happens without an answer, and who is told that one is wanted.
struct PriceRelease: Pipeline {
    /// What the pricing manager may say of the proposal, in the words of the button.
    enum Decision: String, Outcome {
        case release = "Release them"
        case trial = "Try them in one country"
        case discard = "Discard them"
    }

    let id: PipelineID = "price_release"
    let title: String? = "Price release"
    let summary = "Proposes prices from the suppliers' offers, has them released by people and publishes them."
    let schedule: Schedule = .weekly(on: .tuesday, at: "08:00", in: "Europe/Berlin")
    let owner: Owner = .analytics
    let tags: [Name] = ["prices", "people"]
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .days(3)
    // Nobody is asked twice: what may be tried again says so itself.
    let defaults = TaskDefaults(notifications: [.onFailure(.slack(.dataAlerts))])

    private static let managers = [Person(id: "4", name: "priya"), Person(id: "9", name: "tomasz")]

    var flow: some Flow {
        let limits = HumanEntry(
            "set_limits", "By how much may prices move this week?",
            fields: [.number("most_percent", 5.0), .integer("most_articles", 2_000), .text("reason")]
        )
        .explained("Without an answer by noon, what stands here holds.")
        .expected(within: .hours(4)).answered(by: Self.managers)
        .notifying(.slack(.dataAlerts), .email(.mail, to: ["pricing@example.com"]), saying: "Prices want limits.")
        let propose = PythonCall(
            "propose_prices", "propose", in: "orders/prices.py",
            [
                "run": "\(.runID)", "most_percent": "\(limits.entered("most_percent"))",
                "most_articles": "\(limits.entered("most_articles"))", "connection": "ledger_postgres",
            ], returning: String.self
        )
        .retry(.fixed(2, every: .minutes(5)))
        let decision = HumanBranch("decide", "\(.result(propose.result)). Release?", default: .discard) {
            (decision: Decision) in
            switch decision {
            case .release: publish("publish_everywhere", in: "all")
            case .trial:
                Group("trial") {
                    let country = HumanChoice(
                        "choose_country", "Where shall they be tried?", among: ["at", "nl", "pl"], default: ["nl"]
                    )
                    .expected(within: .hours(2)).answered(by: Self.managers)
                    let extend = Approval("approve_rest", "The trial has ended. Publish everywhere?", onRefusal: .fail)
                        .explained("Turnover of the trial: see the dashboard of `\(country.chosen)`.")
                        .expected(within: .days(2)).notifying(.slack(.dataAlerts))

                    publish("publish_for_trial", in: "\(country.chosen)") >>> extend
                        >>> publish("publish_the_rest", in: "all")
                }
            case .discard: Skip()
            }
        }
        .expected(within: .hours(6)).answered(by: Self.managers)
        .notifying(.slack(.dataAlerts), saying: "New prices wait for release: \(.result(propose.result))")
        let tell = SlackMessage("tell_the_shops", to: .dataAlerts, "Prices of \(.windowEnd(.day)) are decided.")

        propose >>> decision >>> tell
    }

    private func publish(_ id: TaskID, in country: RuntimeString) -> HTTPRequest {
        HTTPRequest(
            id, .post, .servingAPI, path: "/prices/\(.runID)/publish", body: .form(["country": country]))
    }
}
