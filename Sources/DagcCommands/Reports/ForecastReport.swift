import CodeModels
import Compiler
import PipelineModel

/// A forecast for people and for programs.
struct ForecastReport {
    private let project: CheckedProject
    private let forecast: Forecast
    private let runs: [Int: [Forecast.Run]]

    init(_ project: CheckedProject, _ forecast: Forecast) {
        self.project = project
        self.forecast = forecast
        runs = Dictionary(grouping: forecast.runs, by: \.pipeline)
    }

    // MARK: - Text

    var text: String {
        let from = forecast.range.lowerBound.iso8601
        var parts = ["\(from) to \(forecast.range.upperBound.iso8601): \(Self.count(forecast.runs.count, "run"))"]
        parts.append(pipelines)
        if !forecast.pools.isEmpty { parts.append(pools) }
        parts.append(peaks)
        let troubles = troubles
        if !troubles.isEmpty { parts.append(troubles.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var pipelines: String {
        var rows = [["pipeline", "runs", "first", "last", "longest", "at once", "deadline"]]
        for (index, pipeline) in project.model.pipelines.enumerated() {
            let own = runs[index] ?? []
            rows.append([
                pipeline.id, "\(own.count)", own.first?.planned.fires.iso8601 ?? "-",
                own.last?.planned.fires.iso8601 ?? "-", own.compactMap(Self.length).max().map(Self.words) ?? "-",
                "\(atOnce(own))", deadline(of: pipeline, own),
            ])
        }
        return TextTable.render(rows)
    }

    private var pools: String {
        let rows = forecast.pools.map { pool in
            [
                pool.name, "\(pool.peak.amount) of \(pool.slots)", pool.peak.time?.iso8601 ?? "-",
                Self.words(pool.full), Self.words(pool.longestWait),
            ]
        }
        return TextTable.render([["pool", "most slots", "first at", "full for", "longest wait"]] + rows)
    }

    private var peaks: String {
        let rows = [
            ("tasks at once", "\(forecast.tasks.amount)", forecast.tasks),
            ("cores asked for", "\(Double(forecast.milliCPU.amount) / 1000)", forecast.milliCPU),
            ("memory asked for", "\(forecast.memory.amount) MiB", forecast.memory),
        ]
        return TextTable.render(
            [["most", "", "first at"]] + rows.map { [$0.0, $0.1, $0.2.time?.iso8601 ?? "-"] })
    }

    private var troubles: [String] {
        forecast.runs.compactMap { run in
            let pipeline = project.model.pipelines[run.pipeline]
            let name = "\(pipeline.id) of \(run.planned.fires.iso8601)"
            if let sensor = run.failedSensor {
                return "\(name) fails: \(project.graphs[run.pipeline].tasks[sensor].path) waits in vain"
            }
            if let limit = pipeline.runTimeout, let start = run.start, let end = run.end,
                end.seconds - start.seconds > limit
            {
                let took = Self.words(end.seconds - start.seconds)
                return "\(name) takes \(took), and its time-out comes after \(Self.words(limit))"
            }
            if isLate(run, pipeline) { return "\(name) misses its deadline" }
            return nil
        }
    }

    // MARK: - What runs come to

    static func length(of run: Forecast.Run) -> Int? { run.end.map { $0.seconds - run.planned.fires.seconds } }

    /// Nil where it is not known before or has no meaning.
    static func deadline(of run: Forecast.Run, _ pipeline: PipelineModel) -> UnixTime? {
        guard let deadline = pipeline.deadline else { return nil }
        let start: UnixTime
        switch deadline.start {
        // A run is scheduled for the time that identifies it: the start of its window, if it has one.
        case .scheduled: start = run.planned.window?.lowerBound ?? run.planned.fires
        case .queued: start = run.planned.fires
        case .averageEnd, .moment: return nil
        }
        return UnixTime(start.seconds.addingSaturated(deadline.limit))
    }

    private func isLate(_ run: Forecast.Run, _ pipeline: PipelineModel) -> Bool {
        guard let deadline = Self.deadline(of: run, pipeline) else { return false }
        return (run.end ?? forecast.range.upperBound) > deadline
    }

    private func deadline(of pipeline: PipelineModel, _ runs: [Forecast.Run]) -> String {
        guard pipeline.deadline != nil else { return "-" }
        let late = runs.count { isLate($0, pipeline) }
        return late == 0 ? "kept" : "missed by \(Self.count(late, "run"))"
    }

    private func atOnce(_ runs: [Forecast.Run]) -> Int {
        var changes: [(UnixTime, Int)] = []
        for run in runs {
            guard let start = run.start else { continue }
            changes.append((start, 1))
            if let end = run.end { changes.append((end, -1)) }
        }
        var (now, most) = (0, 0)
        for (_, change) in changes.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
            now += change
            most = max(most, now)
        }
        return most
    }

    private static func count(_ number: Int, _ what: String) -> String {
        "\(number) \(what)\(number == 1 ? "" : "s")"
    }

    /// `1 h 05 min`, `40 s`.
    static func words(_ seconds: Int) -> String {
        if seconds < 120 { return "\(seconds) s" }
        let minutes = (seconds + 30) / 60
        guard minutes >= 60 else { return "\(minutes) min" }
        guard minutes >= 48 * 60 else { return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min" }
        return "\(minutes / 1440) d \(minutes % 1440 / 60) h"
    }

    // MARK: - JSON

    var document: Document {
        [
            "from": .string(forecast.range.lowerBound.iso8601), "to": .string(forecast.range.upperBound.iso8601),
            "runs": .array(forecast.runs.map(document)),
            "pools": .array(
                forecast.pools.map { pool in
                    [
                        "name": .string(pool.name), "slots": .int(pool.slots), "peak": Self.document(pool.peak),
                        "fullSeconds": .int(pool.full), "longestWaitSeconds": .int(pool.longestWait),
                    ]
                }),
            "peaks": [
                "tasks": Self.document(forecast.tasks), "milliCPU": Self.document(forecast.milliCPU),
                "memoryMiB": Self.document(forecast.memory),
            ],
        ]
    }

    private func document(_ run: Forecast.Run) -> Document {
        let pipeline = project.model.pipelines[run.pipeline]
        let graph = project.graphs[run.pipeline]
        var object: DocumentObject = [
            "pipeline": .string(pipeline.id), "cause": .string(run.cause.rawValue),
            "fires": .string(run.planned.fires.iso8601),
        ]
        if let window = run.planned.window {
            object["window"] = ["from": .string(window.lowerBound.iso8601), "to": .string(window.upperBound.iso8601)]
        }
        object["starts"] = run.start.map { .string($0.iso8601) } ?? .null
        object["ends"] = run.end.map { .string($0.iso8601) } ?? .null
        if let deadline = Self.deadline(of: run, pipeline) {
            object["deadline"] = .string(deadline.iso8601)
            object["late"] = .bool(isLate(run, pipeline))
        }
        object["waitsInVain"] = run.failedSensor.map { .string(graph.tasks[$0].path) }
        object["tasks"] = .array(
            run.tasks.map { task in
                [
                    "id": .string(graph.tasks[task.task].path), "ready": .string(task.ready.iso8601),
                    "starts": .string(task.start.iso8601), "ends": .string(task.end.iso8601),
                    "instances": .int(task.instances),
                ]
            })
        return .object(object)
    }

    private static func document(_ peak: Forecast.Peak) -> Document {
        ["most": .int(peak.amount), "at": peak.time.map { .string($0.iso8601) } ?? .null]
    }
}
