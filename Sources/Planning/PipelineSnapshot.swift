import CodeModels
import Compiler
import PipelineModel

/// One pipeline, as the model document of a tree says it.
struct PipelineSnapshot: Equatable {
    struct Task: Equatable {
        let id: String
        let kind: String
        /// What is said of it apart from its id.
        let settings: Document
        /// The id that it says it had before.
        let renamedFrom: String?

        /// The last part of its path.
        var name: Substring { id.split(separator: ".").last ?? "" }
    }

    struct Edge: Hashable {
        var from: String
        var to: String
        var label: String?
    }

    let id: String
    let source: String
    /// The id that it says it had before.
    let renamedFrom: String?
    let tasks: [Task]
    let edges: [Edge]
    let groups: Document
    let schedule: Document
    /// What is said of the pipeline itself, and of when it runs apart from the schedule.
    let settings: Document

    /// Where it was written and which warnings were left out changes nothing of a run.
    private static let unsaid: Set = [
        "format", "id", "source", "suppressions", "groups", "tasks", "edges", "schedule", "renamedFrom",
    ]

    /// Nil when the document is none that this program knows.
    init?(_ document: Document) {
        guard let id = document["id"]?.string, let schedule = document["schedule"],
            let tasks = document["tasks"], let edges = document["edges"]
        else { return nil }
        self.id = id
        self.schedule = schedule
        source = document["source"]?.string ?? ""
        renamedFrom = document["renamedFrom"]?.string
        groups = document["groups"] ?? .array([])
        settings = document.without(Self.unsaid)
        self.tasks = tasks.elements.compactMap { task in
            guard let id = task["id"]?.string, let kind = task["kind"]?.string else { return nil }
            return Task(
                id: id, kind: kind, settings: task.without(["id", "kind", "suppressions", "renamedFrom"]),
                renamedFrom: task["renamedFrom"]?.string)
        }
        self.edges = edges.elements.compactMap { edge in
            guard let from = edge["from"]?.string, let to = edge["to"]?.string else { return nil }
            return Edge(from: from, to: to, label: edge["label"]?.string)
        }
    }

    /// As much of the model as times depend on; nil for a schedule without times.
    var timing: PipelineModel? {
        guard let schedule = ScheduleModel(document: schedule) else { return nil }
        var model = PipelineModel(id: id, source: source, schedule: schedule, owner: "", root: ScopeModel())
        model.start = settings["start"]?.string.flatMap(CalendarDate.init(iso8601:))
        if let time = settings["startTime"], let hour = time["hour"]?.int, let minute = time["minute"]?.int {
            model.startTime = ClockTime(hour: hour, minute: minute)
        }
        model.end = settings["end"]?.string.flatMap(CalendarDate.init(iso8601:))
        model.catchUp = catchesUp
        return model
    }

    var catchesUp: Bool { settings["catchUp"] == .bool(true) }
    var isTimed: Bool { timing != nil }

    /// Airflow's `max_active_runs_per_dag` is 16 where nobody has set another.
    var activeRuns: Int {
        if case .int(let number)? = settings["maximumActiveRuns"] { number } else { 16 }
    }

    func task(_ id: String) -> Task? { tasks.first { $0.id == id } }
}

extension ScheduleModel {
    /// A schedule with times.
    fileprivate init?(document: Document) {
        if let cron = document["cron"] ?? document["datasetsOrCron"]?["_1"] ?? document["timedPartitions"]?["_0"] {
            guard let expression = cron["expression"]?.string, let zone = cron["timeZone"]?.string,
                let window = cron["window"]?.string.flatMap(DataWindow.init(rawValue:))
            else { return nil }
            self = .cron(CronModel(expression: expression, timeZone: zone, window: window))
        } else if let every = document["every"] {
            guard case .int(let seconds)? = every["seconds"],
                let window = every["window"]?.string.flatMap(DataWindow.init(rawValue:))
            else { return nil }
            self = .every(seconds: seconds, window: window)
        } else if let days = document["days"] {
            guard let zone = days["timeZone"]?.string else { return nil }
            let dates = (days["days"]?.elements ?? []).compactMap { $0.string.flatMap(CalendarDate.init(iso8601:)) }
            self = .days(
                DaysModel(
                    days: dates, hour: days["hour"]?.int ?? 0, minute: days["minute"]?.int ?? 0, timeZone: zone,
                    name: days["name"]?.string, window: days["window"]?.string.flatMap(DataWindow.init(rawValue:))))
        } else {
            return nil
        }
    }
}

extension Document {
    /// The number; nil for other documents.
    fileprivate var int: Int? {
        if case .int(let number) = self { number } else { nil }
    }
}
