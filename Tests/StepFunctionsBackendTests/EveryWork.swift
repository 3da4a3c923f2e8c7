import DagDSL

/// A pipeline with each kind of work that Step Functions can do.
struct EveryWork: Pipeline {
    let id: PipelineID = "every_work"
    let summary = "Has each kind of work once."
    let schedule: Schedule = .daily(at: "02:30", in: "Europe/Berlin")
    let owner: Owner = .team("tests")
    let maximumActiveRuns: Int? = 1
    let runTimeout: Duration? = .hours(12)
    let params: [Param] = [Self.country]
    let defaults = TaskDefaults(retry: .exponential(2, from: .seconds(30), upTo: .minutes(10)), timeout: .hours(1))
    let notifications: [Notification] = [.onFailure(.slack(Self.alerts))]

    static let aws = Connection("aws", .aws)
    static let alerts = Connection("slack_alerts", .slackWebhook)
    static let country = Param.text("country", default: "small")

    enum Size: String, Outcome {
        case small
        case large
    }

    var flow: some Flow {
        let flag = S3KeySensor(
            "flag", key: "data/\(.windowStart("%Y-%m-%d", in: "Europe/Berlin"))/done", in: "raw", Self.aws
        )
        .checking(every: .minutes(5)).givingUp(after: .hours(1))
        let later = TimeSensor("later", until: "04:00", in: "Europe/Berlin").givingUp(after: .hours(6))
        let validate = GlueJob(
            "validate", job: "validate-data",
            arguments: ["--day": "\(.windowStart)", "--country": "\(.param(Self.country))"],
            Self.aws)
        let route = Branch("route", on: "\(.param(Self.country))", among: Size.self) { size in
            switch size {
            case .small: LambdaCall("small", function: "small", payload: ["run": "\(.runID)"], Self.aws)
            case .large:
                EMRServerlessJob(
                    "large", application: "00app", role: "arn:aws:iam::123456789012:role/spark",
                    entryPoint: "s3://jobs/large.py", arguments: ["--from", "\(.windowStart)"], Self.aws)
            }
        }
        let step = EMRStep("step", cluster: "j-123", arguments: ["spark-submit"], Self.aws)
        let each = Bash("each", "load \(.item)").mapped(over: .list(["de", "fr", "it"]), atMost: 2)
        let script = Bash("script", "echo 'it''s' \"\(.runID)\"")
        let machine = StateMachineRun(
            "machine", machine: "arn:aws:states:eu-central-1:123456789012:stateMachine:other", input: ["day": "x"],
            Self.aws)
        let gate = ContinueIf("gate", "\(.param(Self.country))", is: "de")
        let approve = Approval("approve", "Publish \(.windowStart)?").expected(within: .hours(4))
        let tell = SlackMessage("tell", to: Self.alerts, "Done: \(.runID)")
        flag >>> later >>> validate >>> route >>> step >>> [each.graph, script.graph] >>> machine >>> gate >>> approve
            >>> tell
    }
}
