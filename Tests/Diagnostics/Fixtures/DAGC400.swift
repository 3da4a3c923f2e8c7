import DagDSL

/// What an environment of Step Functions cannot do, or does another way.
struct DAGC400: DiagnosticFixture {
    static let file = #filePath

    var project: any Project { MachineProject() }

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("work") {
                    let days = Bash("days", "days.sh")
                    HTTPCheck("health", .gateway, path: "/health")  // expect: DAGC400
                    SQLStatement("load", in: .warehouse, "delete from orders")  // expect: DAGC400
                    SQLCheck("fresh", in: .warehouse, "select true")  // expect: DAGC400
                    S3KeySensor("any", matching: "day/*", in: "landing", .aws)  // expect: DAGC400
                        .givingUp(after: .hours(1))
                    S3KeySensor("one", key: "day/done", in: "landing", .aws).givingUp(after: .hours(1))
                    FileSensor("file", path: "/landing/done", in: .landing)  // expect: DAGC400
                        .givingUp(after: .hours(1))
                    GlueJob("far", job: "clean", .aws, region: "us-east-1")  // expect: DAGC400
                    PythonCall("long", "anything", in: "report.py")  // expect: DAGC400
                        .timeout(.hours(1))
                    SparkJob("spark", main: "clean.py", reads: Data.raw, writes: Data.mart)  // expect: DAGC400
                    Bash("both", "\(.item("day")) \(.item("region"))")  // expect: DAGC400
                        .mapped(over: .product(["day": .result(of: days), "region": .list(["eu", "us"])]))
                    Bash("shared", "true").pool(.warehouse)  // expect: DAGC402
                    Approval("release", "Publish?").answered(by: Person(id: "1", name: "Ada"))  // expect: DAGC405
                }, Self.file),
            CatalogEntry(
                FixturePipeline("busy") { Bash("load", "true").queue("large") }.with {  // expect: DAGC407
                    $0.schedule = .manual()  // expect: DAGC402
                    $0.maximumActiveRuns = 3
                }, Self.file),
            CatalogEntry(
                FixturePipeline("Backfill") { Empty("load") }.with {
                    $0.schedule = .manual()  // expect: DAGC110
                }, Self.file),
            CatalogEntry(Self.crossed, Self.file),
            CatalogEntry(Self.early, Self.file),
            CatalogEntry(Self.long, Self.file),
            CatalogEntry(
                FixturePipeline("wide") {
                    let text = String(repeating: "select 1 from a; ", count: 800)
                    Bash("script", RuntimeString(stringLiteral: text))  // expect: DAGC400
                    LambdaCall(  // expect: DAGC406
                        "call", function: "load", payload: .dict(["text": .text(Self.payload)]), .aws)
                }.with { $0.schedule = .manual() }, Self.file),
            CatalogEntry(
                FixturePipeline("promised") { Empty("load") }.with {
                    $0.schedule = .daily(at: "02:00", in: .utc)  // expect: DAGC444
                    $0.objectives = [
                        .fresh(within: .hours(26)), .runsDoNotFail(), .onTime(by: "06:00", in: .utc),
                        .fresh(within: .days(9)),
                    ]
                }, Self.file),
            CatalogEntry(
                FixturePipeline("heard") { Empty("load") }.with {
                    $0.schedule = .daily(at: "02:00", in: .utc)
                    $0.objectives = [.fresh(within: .hours(26)), .runsSucceed(atLeast: 13, ofLast: 14)]
                }, Self.file),
            CatalogEntry(
                FixturePipeline("often") { Empty("load") }.with {
                    $0.schedule = .continuous()  // expect: DAGC404
                }, Self.file),
        ]
    }

    private static var payload: RuntimeString {
        RuntimeString(stringLiteral: String(repeating: "select 1 from a; ", count: 20_000))
    }

    private static var long: FixturePipeline {
        FixturePipeline("long") {
            Bash("each", "\(.item)").mapped(over: .list((0..<900).map { .int($0) }))
                .retry(.fixed(10, every: .seconds(10)))
        }.with { $0.schedule = .manual() }  // expect: DAGC406
    }

    private static var crossed: FixturePipeline {
        FixturePipeline("crossed") {
            let (first, second) = (Empty("first"), Empty("second"))
            first >>> Empty("third")
            [first, second] >>> Empty("fourth")
        }.with { $0.schedule = .manual() }  // expect: DAGC401
    }

    private static var early: FixturePipeline {
        FixturePipeline("early") {
            [Empty("eu"), Empty("us")] >>> Empty("one").runs(when: .oneSucceeded)  // expect: DAGC403
        }
    }
}

struct MachineProject: Project {
    let name: Name = "machines"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "aws",
            orchestrator: .stepFunctions(
                region: "eu-central-1", account: "123456789012",
                containers: FargateSetting(
                    cluster: "jobs", image: "registry.example.com/jobs:1", tree: "/opt/dagc",
                    subnets: ["subnet-1"], securityGroups: ["sg-1"])),
            data: DataPlatform(
                connections: [.gateway, .bus, .aws, .landing, .spark],
                stores: [
                    StoreSetting(.warehouse, .postgres(.bus), root: "/w"),
                    StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "/lake"),
                ], spark: .submit(.spark, applications: "/jobs")))
    ]
}

extension Connection {
    fileprivate static let aws = Connection("aws", .aws)
}
