import CodeModels
import Compiler
import Diagnostics
import PipelineModel

/// What a report shows, as the data of its page. Times are minutes from the start of the forecast.
struct ReportContent {
    private let project: CheckedProject
    private let forecast: Forecast
    private let findings: [Diagnostic]
    private let graphs: [String]
    private let lineage: String
    private let root: String
    private let runs: [Int: [Forecast.Run]]

    /// - Parameters:
    ///   - graphs: an SVG element for each pipeline.
    ///   - root: the folder to which places are relative.
    init(
        _ project: CheckedProject, _ forecast: Forecast, _ findings: [Diagnostic], graphs: [String], lineage: String,
        root: String
    ) {
        self.project = project
        self.forecast = forecast
        self.findings = findings
        self.graphs = graphs
        self.lineage = lineage
        self.root = root
        runs = Dictionary(grouping: forecast.runs, by: \.pipeline)
    }

    var document: Document {
        [
            "project": .string(project.model.name), "environment": .string(project.model.environment.name),
            "version": .string(Dagc.version), "from": .string(forecast.range.lowerBound.iso8601),
            "to": .string(forecast.range.upperBound.iso8601), "minutes": .int(minutes(forecast.range.upperBound)),
            "pipelines": .array(project.model.pipelines.indices.map(pipeline)), "datasets": .array(datasets),
            "lineage": .string(lineage), "findings": .array(findings.map(finding)), "loads": .array(loads),
        ]
    }

    private func minutes(_ time: UnixTime) -> Int { (time.seconds - forecast.range.lowerBound.seconds) / 60 }

    // MARK: - Pipelines

    private func pipeline(_ index: Int) -> Document {
        let model = project.model.pipelines[index]
        let own = runs[index] ?? []
        let slowest = own.filter { $0.end != nil }.max { length(of: $0) < length(of: $1) }
        return [
            "id": .string(model.id), "title": model.title.map { .string($0) } ?? .null, "owner": .string(model.owner),
            "schedule": .string(model.schedule.words), "source": .string(model.source),
            "summary": .string(model.summary), "tags": .array(model.tags.map { .string($0) }),
            "runs": .array(own.map { run(of: $0, model) }),
            "tasks": .array(project.graphs[index].tasks.map { task($0, model) }),
            "slowest": slowest.map(steps) ?? .null, "graph": .string(graphs[index]),
        ]
    }

    /// When it fires, starts and ends, and what is the matter with it.
    private func run(of run: Forecast.Run, _ pipeline: PipelineModel) -> Document {
        var trouble = ""
        if run.failedSensor != nil { trouble = "waits in vain" }
        if let limit = pipeline.runTimeout, let start = run.start, let end = run.end,
            end.seconds - start.seconds > limit
        {
            trouble = "exceeds its time-out"
        }
        if let deadline = ForecastReport.deadline(of: run, pipeline), run.end.map({ $0 > deadline }) ?? true {
            trouble = "misses its deadline"
        }
        return .array([
            .int(minutes(run.planned.fires)), run.start.map { .int(minutes($0)) } ?? .null,
            run.end.map { .int(minutes($0)) } ?? .null, .string(trouble),
        ])
    }

    private func length(of run: Forecast.Run) -> Int {
        (run.end?.seconds ?? 0) - (run.start?.seconds ?? 0)
    }

    /// The tasks of a run in seconds from its start.
    private func steps(_ run: Forecast.Run) -> Document {
        let start = run.start?.seconds ?? 0
        return [
            "fires": .string(run.planned.fires.iso8601), "seconds": .int(length(of: run)),
            "steps": .array(
                run.tasks.map { task in
                    .array([
                        .string(project.graphs[run.pipeline].tasks[task.task].path),
                        .int(task.ready.seconds - start), .int(task.start.seconds - start),
                        .int(task.end.seconds - start),
                    ])
                }),
        ]
    }

    private func task(_ task: TaskModel, _ pipeline: PipelineModel) -> Document {
        [
            "id": .string(task.path), "engine": .string(task.kind.facts.engine.words),
            "pool": (task.policies.pool ?? pipeline.defaults.pool).map { .string($0.name) } ?? .null,
            "reads": .array(task.reads.map { .string($0.name) }),
            "writes": .array(task.writes.map { .string($0.name) }),
        ]
    }

    // MARK: - The rest

    private var datasets: [Document] {
        let links = Lineage(project.model)
        let ids = project.model.pipelines.map(\.id)
        return links.datasets.map { dataset in
            [
                "name": .string(dataset.name), "uri": .string(dataset.uri),
                "writers": .array(
                    ids.filter { links.written[$0]?.contains(dataset.uri) ?? false }.map { .string($0) }),
                "readers": .array(ids.filter { links.read[$0]?.contains(dataset.uri) ?? false }.map { .string($0) }),
            ]
        }
    }

    private func finding(_ finding: Diagnostic) -> Document {
        [
            "code": .string(finding.code.id), "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message), "fix": finding.fix.map { .string($0) } ?? .null,
            "place": finding.location.map { .string($0.description(relativeTo: root)) } ?? .null,
        ]
    }

    private var loads: [Document] {
        forecast.loads.filter { load in load.limit != nil || load.course.contains { $0 > 0 } }.map { load in
            let (name, unit, scale) = load.kind.words
            return [
                "name": .string(name), "unit": .string(unit), "scale": .int(scale),
                "limit": load.limit.map { .int($0) } ?? .null, "course": .array(load.course.map { .int($0) }),
            ]
        }
    }
}

extension Forecast.Load.Kind {
    /// What it is called, in what it is told, and how many of its units are one of these.
    fileprivate var words: (name: String, unit: String, scale: Int) {
        switch self {
        case .tasks: ("tasks at once", "tasks", 1)
        case .milliCPU: ("processors asked for", "cores", 1000)
        case .memory: ("memory asked for", "GiB", 1024)
        case .pool(let name): ("pool \(name)", "slots", 1)
        }
    }
}

extension TaskEngine {
    fileprivate var words: String {
        switch self {
        case .orchestrator: "orchestrator"
        case .jobRunner: "job runner"
        case .store(let name): name
        case .spark: "Spark"
        case .dbt: "dbt"
        }
    }
}
