import DagDSL

/// A pipeline of numbers, depths and lengths that nobody means, from a source of chance: a seed, or the bytes of a fuzzer.
struct ExtremePipeline: Pipeline {
    let id: PipelineID = "extreme"
    let schedule: Schedule
    let owner: Owner = .team("tests")
    let start: Day?
    let end: Day?
    let catchUp: Bool
    let maximumActiveRuns: Int?
    let maximumActiveTasks: Int?
    let runTimeout: Duration?
    let defaults: TaskDefaults
    let params: [Param]
    let deadline: Deadline?
    let body: FlowGraph

    var flow: some Flow { body }

    init(_ random: some RandomNumberGenerator) {
        var maker = Maker(random: random)
        schedule = maker.schedule()
        start = maker.maybe { $0.day() }
        end = maker.maybe { $0.day() }
        catchUp = maker.chance()
        maximumActiveRuns = maker.maybe { $0.number() }
        maximumActiveTasks = maker.maybe { $0.number() }
        runTimeout = maker.maybe { $0.duration() }
        defaults = maker.defaults()
        params = maker.params()
        deadline = maker.maybe { $0.deadline() }
        body = maker.flow()
    }

    private struct Maker<Random: RandomNumberGenerator> {
        var random: Random
        private var made = 0
        private static var digits: [Name] { ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] }
        private static var words: [RuntimeString] {
            [
                "a", "", " ", "'", "\"", "\n", "{{ ds }}", "{% raw %}", "{#", "}}", "\u{0}", "\u{301}",
                "postgres://u:p@h/",
                "\(.windowStart("%Y-%M"))", "\(.windowEnd("%"))", "\(.item)", "\(.item("key"))",
                "\(.param(.integer("p")))", "$(rm)",
                "\(.partitionKey)", "\(.runID)", "%", "\\", "🙂",
            ]
        }
        private static var crons: [Name] {
            [
                "* * * * *", "0 0 31 2 *", "0 0 29 2 *", "*/7 */5 */3 * *", "0 2 * * 5#5", "0 0 L * *", "", "@daily",
                "@dayly",
                "61 * * * *", "0 0 1 1 0", "1-0 * * * *", "9223372036854775808 * * * *", "0 0 * * 7-7", "a b c d e",
            ]
        }

        init(random: Random) {
            self.random = random
        }

        mutating func chance() -> Bool { Bool.random(using: &random) }

        mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { chance() ? make(&self) : nil }

        mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &random)] }

        mutating func number() -> Int {
            let known: [Int] = [
                .min, -86_401, -1, 0, 1, 2, 7, 23, 24, 59, 60, 61, 1000, 9999, 10_000, 100_000, Int(Int32.max), 1 << 40,
                .max - 1, .max,
            ]
            return chance() ? pick(known) : Int.random(in: .min ... .max, using: &random)
        }

        mutating func duration() -> Duration {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: .seconds(number())
            case 1: .minutes(number())
            case 2: .hours(number())
            case 3: .days(number())
            default: .milliseconds(500)
            }
        }

        mutating func day() -> Day {
            chance()
                ? Day(number(), number(), number()) : Day(2026, pick([1, 2, 3, 10, 12, 13]), pick([1, 28, 29, 31]))
        }

        mutating func schedule() -> Schedule {
            let zone: TimeZone = pick(["UTC", "Europe/Berlin", "GMT+2", "Nowhere", "America/New_York"])
            let time: TimeOfDay = pick(["00:30", "02:30", "25:00", "noon", "-1:-1"])
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return .every(duration())
            case 1: return .hourly(at: number())
            case 2: return .monthly(on: number(), at: time, in: zone)
            case 3: return .days([day(), day()], at: time, in: zone, covering: .intervalBefore)
            case 4:
                let calendar = BusinessCalendar("c", from: day(), through: day(), holidays: [day()], open: [day()])
                return .businessDays(.ofMonth(number()), of: calendar, at: time, in: zone)
            case 5: return .daily(at: time, in: zone).partitioned(by: "%Y", offset: number())
            case 6: return .continuous()
            default: return .cron(pick(Self.crons), in: zone)
            }
        }

        mutating func retry() -> Retry {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: .fixed(number(), every: duration())
            case 1: .linear(number(), by: duration(), upTo: maybe { $0.duration() })
            case 2: .exponential(number(), from: duration(), upTo: duration())
            default:
                .byErrorClass(
                    transient: .fixed(number(), every: duration()), otherwise: .linear(number(), by: duration()))
            }
        }

        mutating func defaults() -> TaskDefaults {
            TaskDefaults(
                retry: maybe { $0.retry() }, timeout: maybe { $0.duration() }, priority: maybe { $0.number() },
                dependsOnPast: maybe { $0.chance() })
        }

        mutating func params() -> [Param] {
            let (low, high) = (number(), number())
            return [
                .integer("p", default: maybe { $0.number() }, in: min(low, high)...max(low, high)),
                .number("n", default: pick([.infinity, .nan, -0.0, 1e308]), in: 0...1),
                .text("t", default: maybe { $0.pick(["", "a", "["]) }, matching: pick(["[", "(a+)+$", ".*", ""])),
            ]
        }

        mutating func deadline() -> Deadline {
            let moment = Deadline.Start.moment(day(), at: pick(["25:00", "01:00"]), in: "UTC")
            return .within(
                duration(), of: pick([.scheduled, .queued, .averageEnd(ofLast: number()), moment]),
                else: .email(Platform.mail, to: []))
        }

        mutating func name() -> Name {
            made += 1
            return "t\(Self.digits[made / 100 % 10])\(Self.digits[made / 10 % 10])\(Self.digits[made % 10])"
        }

        mutating func text() -> RuntimeString {
            let words = (0..<Int.random(in: 0..<4, using: &random)).map { _ in pick(Self.words) }
            let text: RuntimeString = words.reduce("") { "\($0)\($1)" }
            // Long texts of one pattern are what slows readers down.
            guard Int.random(in: 0..<16, using: &random) == 0 else { return text }
            let unit = pick(["{% if a %}", "{{", "AKIA", "://", "a:", "=", "('", "password="])
            return RuntimeString(stringLiteral: String(repeating: unit, count: pick([100, 20_000])))
        }

        mutating func items(deep: Int = 2) -> Items {
            switch Int.random(in: deep > 0 ? 0..<4 : 2..<4, using: &random) {
            case 0: return .product(["key": items(deep: deep - 1), "b": items(deep: deep - 1)])
            case 1: return .zip(["key": items(deep: deep - 1), "b": items(deep: deep - 1)])
            case 2: return .list((0..<pick([0, 1, 3, 2000])).map { .int($0) })
            default: return .list(["a", ["b": [1, .template("{{")]], .number(.nan), .duration(duration())])
            }
        }

        mutating func flow(deep: Int = 2) -> FlowGraph {
            let parts = (0..<Int.random(in: 1..<6, using: &random)).map { _ in part(deep: deep) }
            return chance() ? parts.graph : parts.dropFirst().reduce(parts[0]) { $0 >>> $1 }
        }

        mutating func part(deep: Int) -> FlowGraph {
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                let depth = pick([1, 49, 50, 51, 1000])
                return (0..<depth).reduce(policed(Bash(name(), text())).graph) { flow, _ in Group("g") { flow }.graph }
            case 1 where deep > 0:
                let body = flow(deep: deep - 1)
                return ForEach(name(), over: items(), atMost: maybe { $0.number() }) { body }.graph
            case 2:
                let layers = (0..<3).map { _ in (0..<pick([1, 4, 12])).map { _ in Empty(name()) } }
                return layers[0] >>> layers[1] >>> layers[2]
            default: return task()
            }
        }

        mutating func task() -> FlowGraph {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return sensed(TimeSensor(name(), afterWindowEnd: duration())).graph
            case 1: return sensed(TimeSensor(name(), until: pick(["25:00", "x", "10:00"]), in: "UTC")).graph
            case 2: return sensed(FileSensor(name(), path: text(), in: Platform.files)).graph
            case 3:
                return policed(SparkJob(name(), main: "a.py", reads: Platform.raw, writes: Platform.clean))
                    .resources(
                        driverMemory: .gibibytes(number()), executors: number(), executorCores: number(),
                        executorMemory: .mebibytes(number())
                    ).graph
            case 4:
                return policed(Container(name(), image: "i", command: [text()])).startTimeout(duration())
                    .resources(
                        cpu: .cores(number()), memory: .gibibytes(number()), cpuLimit: .milli(number()),
                        memoryLimit: .gibibytes(number()), gpus: number()
                    ).graph
            case 5:
                return policed(SQLStatement(name(), in: Platform.lake, text(), parameters: ["a": .number(.infinity)]))
                    .graph
            case 6: return policed(Approval(name(), text())).expected(within: duration()).graph
            default: return policed(Bash(name(), text())).mapped(over: items(), atMost: maybe { $0.number() }).graph
            }
        }

        mutating func sensed<Kind: Sensor>(_ sensor: Kind) -> Kind {
            let policed = policed(sensor).checking(every: duration(), mode: pick([.poke, .reschedule, .deferred]))
            return chance() ? policed.givingUp(after: duration()) : policed
        }

        mutating func policed<Kind: PipelineTask>(_ task: Kind) -> Kind {
            var copy = task
            if chance() { copy = copy.retry(retry()) }
            if chance() { copy = copy.timeout(duration()) }
            if chance() { copy = copy.priority(number()).maximumActive(number()) }
            if chance() { copy = copy.pool(Platform.pool, slots: number()) }
            if chance() { copy = copy.criticality(.dataQuality(reviewedWithin: duration())) }
            return copy
        }
    }
}

/// What such pipelines run on.
struct ExtremeProject: Project {
    let name: Name = "extremes"
    let start = Day(2026, 1, 1)
    let environments = [Self.environment("old", .v2_11), Self.environment("new", .v3_3)]

    private static func environment(_ name: Name, _ version: OrchestratorSetting.AirflowRelease) -> Environment {
        Environment(
            name,
            orchestrator: .airflow(
                version, tree: "/dags", pools: [PoolSetting(Platform.pool, slots: 8, for: "writes")]),
            data: DataPlatform(
                connections: [Platform.files, Platform.mail, Platform.spark],
                stores: [StoreSetting(Platform.lake, .duckDB("/lake.duckdb"), root: "/lake")],
                spark: .submit(Platform.spark, applications: "/jobs")),
            cluster: .kubernetes(Platform.spark, namespace: "jobs"))
    }
}

private struct Row: Schema {
    let key = Column<String>("key")
}

private enum Platform {
    static let files = Connection("landing", .folder)
    static let mail = Connection("mail", .smtp)
    static let spark = Connection("spark_default", .spark)
    static let lake = Store("lake", uri: "s3://lake")
    static let pool = Pool("writes")
    static let raw = Dataset<Row>("raw", in: lake, path: "raw")
    static let clean = Dataset<Row>("clean", in: lake, path: "clean")
}
