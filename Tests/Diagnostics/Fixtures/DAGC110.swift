import DagDSL

struct DAGC110: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Approval("approve", "Publish?")  // expect: DAGC110
                    SQLStatement("load", in: .files, "delete from orders")  // expect: DAGC110
                    SQLCheck("fresh", in: .files, "select count(*) > 0 from raw")  // expect: DAGC110
                    SQLCheck("there", in: .files, "select count(*) > 0 from filed").reads(Data.filed)
                    SQLStatement("clear", in: .lake, "delete from orders where day = $day", parameters: ["day": "x"])
                    SQLStatement("keep", in: .lake, "select $days", parameters: ["days": [1, 2]])  // expect: DAGC110
                    SQLSensor("wait", in: .lake, "select 1").deferred()  // expect: DAGC110 DAGC110
                        .givingUp(after: .hours(1))
                    HTTPSensor("ready", .gateway, path: "/", answerContains: "yes").deferred()  // expect: DAGC110
                        .givingUp(after: .hours(1))
                    HTTPSensor("up", .gateway, path: "/").deferred().givingUp(after: .hours(1))
                    let days = Bash("days", "days.sh")
                    let regions = Bash("regions", "regions.sh")
                    Bash("both", "\(.item("day")) \(.item("region"))")  // expect: DAGC110
                        .mapped(over: .product(["day": .result(of: days), "region": .result(of: regions)]))
                    Bash("one", "\(.item("day"))")  // expect: DAGC110
                        .mapped(over: .product(["day": .result(of: days), "region": .list(["eu", "us"])]))
                    HTTPRequest(  // expect: DAGC110
                        "beside", .get, .gateway, path: "/\(.item("region"))",
                        body: .form(["day": "\(.item("day"))", "until": "\(.windowEnd)"])
                    ).mapped(over: .product(["day": .result(of: days), "region": .result(of: regions)]))
                    HTTPRequest(
                        "apart", .get, .gateway, path: "/\(.item("region"))", body: .form(["day": "\(.item("day"))"])
                    ).mapped(over: .product(["day": .result(of: days), "region": .result(of: regions)]))
                    Bash("late", "true").runs(when: .allEndedOneSucceeded)  // expect: DAGC110
                }, Self.file),
            CatalogEntry(
                FixturePipeline("deadline") { Empty("load") }.with {
                    $0.schedule = .daily(at: "05:00", in: .utc)  // expect: DAGC110
                    $0.deadline = .within(.hours(1), of: .queued, else: .email(.mail, to: ["team@example.com"]))
                }, Self.file),
            CatalogEntry(
                FixturePipeline("hourly") { Bash("load", "load \(.partitionKey)").writes(Data.raw) }.with {
                    $0.schedule = .hourly(at: 7).partitioned(by: "%Y-%m-%dT%H")  // expect: DAGC110
                }, Self.file),
            CatalogEntry(
                FixturePipeline("watched") { Empty("load") }.with {
                    $0.schedule = .onUpdate(  // expect: DAGC110
                        of: .dataset(Data.mart.watched(by: .file("done", path: "/landing/done"))))
                }, Self.file),
            CatalogEntry(Self.next, Self.file),
            CatalogEntry(Self.starts, Self.file),
            CatalogEntry(Self.startsMany, Self.file),
            CatalogEntry(Self.waits, Self.file),
        ]
    }

    private static var next: FixturePipeline {
        FixturePipeline("next") {
            Bash("each", "\(.item)").mapped(over: .list(["eu", "us"]))
                >>> Empty("all")
                >>> ForEach("countries", over: .list(["de", "fr"])) { Bash("load", "\(.item)") }
        }
    }

    private static var starts: FixturePipeline {
        FixturePipeline("starts") {
            PipelineTrigger("once", of: next, configuration: ["run": 1])  // expect: DAGC110
            PipelineTrigger("again", of: next, configuration: ["run": 2])  // expect: DAGC110
            PipelineTrigger("anew", of: next).startingAnew()
            Branch("size", on: "\(.variable(.bucket))", among: Size.self) { size in
                switch size {
                case .small: PipelineTrigger("small", of: waits, configuration: ["size": 1])
                case .large: PipelineTrigger("large", of: waits, configuration: ["size": 2])
                }
            }
        }
    }

    private static var startsMany: FixturePipeline {
        FixturePipeline("starts_many") {
            PipelineTrigger("mapped", of: waits, configuration: ["day": "\(.item)"])  // expect: DAGC110
                .mapped(over: .list(["a", "b"]))
            ForEach("each", over: .list(["a", "b"])) {
                PipelineTrigger("start", of: waits, configuration: ["day": "\(.item)"])  // expect: DAGC110
                PipelineTrigger("start_anew", of: waits, configuration: ["day": "\(.item)"]).startingAnew()
            }
        }
    }

    private static var waits: FixturePipeline {
        FixturePipeline("waits") {
            ExternalTaskSensor("instances", of: next, task: "each").givingUp(after: .hours(1))  // expect: DAGC110
            ExternalTaskSensor("members", of: next, task: "countries.load")  // expect: DAGC110
                .givingUp(after: .hours(1))
            ExternalTaskSensor("behind", of: next, task: "all").givingUp(after: .hours(1))
            TimeSensor("clock", until: "06:30", in: .utc).deferred().givingUp(after: .hours(1))  // expect: DAGC110
            TimeSensor("delay", afterWindowEnd: .hours(1)).deferred().givingUp(after: .hours(2))
            FileSensor("slower", path: "a.csv", in: .landing).deferred().backingOff()  // expect: DAGC110
                .givingUp(after: .hours(1))
            FileSensor("on", path: "a.csv", in: .landing).deferred().onError(.keepWaiting)  // expect: DAGC110
                .givingUp(after: .hours(1))
            FileSensor("skipped", path: "a.csv", in: .landing).deferred().onError(.skip)  // expect: DAGC110
                .givingUp(after: .hours(1))
            FileSensor("patient", path: "a.csv", in: .landing).backingOff().onError(.keepWaiting)
                .givingUp(after: .hours(1))
        }
    }
}
