import DagDSL

/// Every setting of a pipeline and of a task that is said in one word.
struct Settings: Pipeline {
    /// One that the Airflow that reads it has: it refuses to import others.
    let executor: Name

    let id: PipelineID = "1st-settings.v2"
    let title: String? = "Every setting"
    let summary = "Says \"everything\" once."
    let schedule: Schedule = .onUpdate(of: .dataset(SchedulerFixtures.orders), orCron: "0 6 * * *", in: "Europe/Berlin")
    let owner: Owner = .person("ada")
    let start: Day? = Day(2026, 2, 1)
    let end: Day? = Day(2026, 12, 31)
    let maximumActiveRuns: Int? = 2
    let maximumActiveTasks: Int? = 7
    let runTimeout: Duration? = .hours(12)
    let tags: [Name] = ["settings", "tests"]
    let rendersNativeObjects = true
    let params: [Param] = [
        .text("day", format: .date).nullable().described("Which day?", title: "Day", section: "Choice"),
        .integer("limit", default: 10, in: 1...100), .number("share", default: 0.5), .boolean("full", default: false),
        .list("regions", default: ["eu", "us"]), .text("size", default: "small", among: ["small", "large"]),
    ]
    let defaults = TaskDefaults(
        retry: .exponential(4, from: .minutes(1), upTo: .minutes(30)), timeout: .hours(1), pool: .settings,
        queue: "light", priority: 3, dependsOnPast: true, notifications: [.onRetry(.slack(.slack))])

    var flow: some Flow {
        let plain = Bash("plain", "true")
        let own = Bash("own", "true").retry(.fixed(1, every: .seconds(5))).timeout(.minutes(2))
            .pool(.settings, slots: 2).queue("heavy").priority(9).dependsOnPast(false).maximumActive(2)
            .titled("A task of its own").documented("Says **why**.").notifies(.onFailure(.email(.mail, to: ["a@b.c"])))
        let cleared = Bash("cleared", "true").retry(.never).withoutTimeout().withoutPool().withoutQueue().notifies()
        let pod = Bash("pod", "true").executor(executor).podTemplate(file: "pods/large.yaml")
        plain >>> [own, cleared] >>> pod
    }
}

/// Starts again as soon as it has ended.
struct Continuous: Pipeline {
    let id: PipelineID = "continuous"
    let schedule: Schedule = .continuous()
    let owner: Owner = .team("tests")

    var flow: some Flow { Empty("nothing") }
}

extension Pool {
    static let settings = Pool("settings")
}
