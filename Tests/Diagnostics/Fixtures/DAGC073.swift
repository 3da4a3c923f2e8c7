import DagDSL

struct DAGC073: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator(  // expect: DAGC073 DAGC073
                        "load", "airflow.providers.ssh.operators.ssh.SSHOperator",
                        ["command": .template("load {{ dss }} {{ ds | dsnodash }}")])
                    HTTPRequest(  // expect: DAGC073
                        "body", .post, .gateway, path: "/", body: .json(["day": .template("{{ dss }}")]))
                    LambdaCall(  // expect: DAGC073
                        "payload", function: "load", payload: ["day": .template("{{ dss }}")], .gateway)
                    StateMachineRun(  // expect: DAGC073
                        "input", machine: "arn:aws:states:eu-central-1:123456789012:stateMachine:load",
                        input: ["day": .template("{{ dss }}")], .gateway)
                }, Self.file)
        ]
    }
}
