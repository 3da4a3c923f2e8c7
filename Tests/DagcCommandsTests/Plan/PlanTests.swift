import CodeModels
import Compilation
import Compiler
import DagDSL
import Diagnostics
import Planning
import TestSupport
import Testing
import Workspace

@testable import DagcCommands

@Suite struct PlanTests {
    /// Saturday, 10:30 in UTC.
    private static let now = PlanMoment(UnixTime(1_795_257_000))

    @Test(arguments: [(PlanFormat.text, "txt"), (.markdown, "md"), (.json, "json")])
    func `a plan says what changes in the words of the pipelines`(format: PlanFormat, ending: String) async throws {
        let plan = try Self.plan(from: Before.catalog, to: After.catalog)
        try await Golden.expect(Self.report(plan).render(format), "plan/shop.\(ending)")
    }

    @Test func `moved lines and a moved file change no pipeline`() throws {
        let here = makeCatalog(Before.Platform(), [Before.Orders(), Steady()], line: 1)
        let there = makeCatalog(Before.Platform(), [Steady(), Before.Orders()], line: 400)
        #expect(try Self.plan(from: here, to: there).isUpToDate)

        let moved = Catalog(
            project: Before.Platform(),
            pipelines: [Before.Orders() as any Pipeline, Steady()].map {
                CatalogEntry($0, source: "pipelines/Sales/Shop.swift", path: "Sales/Shop.swift", line: 7)
            })
        let difference = try Self.difference(from: here, to: moved)
        #expect(difference.pipelines.isEmpty && difference.unchangedPipelines == 2)
    }

    @Test func `what was deployed first is all new, and says what it needs`() throws {
        let plan = OutputPlan(
            try Self.artifacts(After.catalog), onto: FolderState(manifest: .empty, files: [:]))
        let difference = ProjectDifference(plan, at: Self.now)
        #expect(difference.pipelines.map(\.action) == [.added, .added, .added, .added])
        #expect(difference.needs.map(\.name) == ["archive", "load"])
        #expect(difference.newHatches.count == 1)
    }

    @Test func `a tree without models is compared by its files`() throws {
        let artifacts = try Self.artifacts(Before.catalog)
        let old = ArtifactSet(artifacts.artifacts.filter { !$0.path.text.hasPrefix("model/") })
        let plan = OutputPlan(try Self.artifacts(After.catalog), onto: Self.state(of: old))
        let text = Self.report(plan).render(.text)
        #expect(text.contains("wrote no model"))
        #expect(text.contains("~ airflow/dags/orders.py"))
    }

    @Test func `a model of a later format is not misread`() throws {
        let artifacts = try Self.artifacts(Before.catalog).artifacts.map { artifact in
            let text = String(decoding: artifact.bytes, as: UTF8.self).replacing("\"format\": 1", with: "\"format\": 2")
            return Artifact(path: artifact.path, text: text, backend: "model", source: "x")
        }
        let plan = OutputPlan(try Self.artifacts(After.catalog), onto: Self.state(of: ArtifactSet(artifacts)))
        let difference = ProjectDifference(plan, at: Self.now)
        #expect(difference.obstacle?.contains("format") == true && difference.pipelines.isEmpty)
    }

    @Test func `what another dagc says more of the same files is no change of a pipeline`() throws {
        let artifacts = try Self.artifacts(Before.catalog)
        let older = artifacts.artifacts.map { artifact in
            let text = String(decoding: artifact.bytes, as: UTF8.self)
            let fewer = artifact.path.text.hasPrefix("model/") ? text.replacing("\"role\": \"work\", ", with: "") : text
            return Artifact(
                path: artifact.path, text: fewer, backend: artifact.origin.backend, source: artifact.origin.source)
        }
        let plan = OutputPlan(artifacts, onto: Self.state(of: ArtifactSet(older)))
        #expect(plan.count(.update) == 4)
        let difference = ProjectDifference(plan, at: Self.now)
        #expect(difference.pipelines.isEmpty && difference.unchangedPipelines == 4)
    }

    @Test func `one task that goes and another that comes are no rename`() throws {
        let difference = try Self.difference(
            from: makeCatalog(Before.Platform(), [Replaced<Old>()]),
            to: makeCatalog(Before.Platform(), [Replaced<New>()]))
        let tasks = try #require(difference.pipelines.first).tasks
        #expect(tasks.map(\.id) == ["notify", "export"])
        #expect(tasks.map(\.action) == [.added, .removed])
    }

    @Test func `a task that moves into a group is renamed`() throws {
        let difference = try Self.difference(
            from: makeCatalog(Before.Platform(), [Grouped(groups: false)]),
            to: makeCatalog(Before.Platform(), [Grouped(groups: true)]))
        let tasks = try #require(difference.pipelines.first).tasks
        #expect(tasks.map(\.action) == [.renamed(from: "load"), .renamed(from: "check")])
        #expect(tasks.map(\.id) == ["daily.load", "daily.check"])
    }

    @Test func `what says that it was renamed is, however little it is like it was`() throws {
        let said = try Self.difference(
            from: makeCatalog(Before.Platform(), [Called(id: "old", task: "export", command: "sftp")]),
            to: makeCatalog(
                Before.Platform(),
                [
                    Called(
                        id: "new", task: "notify", command: "post", pipelineBefore: "old", taskBefore: "export",
                        schedule: .daily(at: "05:00", in: .utc))
                ]))
        let pipeline = try #require(said.pipelines.first)
        #expect(said.pipelines.count == 1 && pipeline.action == .renamed(from: "old"))
        #expect(pipeline.tasks.map(\.action) == [.renamed(from: "export")])
        #expect(pipeline.effects.map(\.kind).contains(.historyLost))
        #expect(!pipeline.effects.map(\.kind).contains(.notRenamed))
    }

    @Test func `a former id stays without a word once the new one is there`() throws {
        func catalog(_ before: Name?) -> Catalog {
            makeCatalog(
                Before.Platform(),
                [Called(id: "new", task: "notify", command: "post", pipelineBefore: before, taskBefore: before)])
        }
        let difference = try Self.difference(from: catalog("old"), to: catalog(nil))
        #expect(difference.pipelines.isEmpty)
    }

    @Test func `a former id that nothing had is told`() throws {
        let plan = try Self.plan(
            from: makeCatalog(Before.Platform(), [Steady(), Called(id: "orders", task: "load", command: "sftp")]),
            to: makeCatalog(
                Before.Platform(),
                [
                    Steady(), Called(id: "orders", task: "notify", command: "post", taskBefore: "laod"),
                    Called(id: "sales", task: "export", command: "sftp", pipelineBefore: "staedy"),
                ]))
        let text = Self.report(plan).render(.text)
        for line in [
            "! task `notify` says that it was `laod`, and no task of that id is there: did you mean `load`?",
            "! it says that it was `staedy`, and no pipeline of that id is there: did you mean `steady`?",
        ] { #expect(text.contains(line.replacing("`", with: "")) || text.contains(line), "\(text)") }
    }

    @Test func `hatches are also what the scheduler, the triggerer and notifications run`() throws {
        func catalog(_ pipelines: [any Pipeline]) -> Catalog {
            let plain = makeCatalog(Before.Platform(), pipelines)
            let text =
                "def told(context):\n    pass\n\n\ndef week_of(day):\n    return day\n"
                + ["open", "seen", "way"].map { "\n\ndef \($0)():\n    return 1\n" }.joined()
            return Catalog(
                project: plain.project, pipelines: plain.entries, pythonFiles: [PythonFile("callbacks.py", text)])
        }
        let difference = try Self.difference(
            from: catalog([Steady()]), to: catalog([Steady(), Hatched(), Timetabled()]))
        let hatches = difference.hatches.map { hatch in
            "\(hatch.kind) \(hatch.target ?? "") \(hatch.pipeline) \(hatch.task ?? "")"
        }
        #expect(
            hatches == [
                "Python callbacks.py#open hatched gate", "Python callbacks.py#seen hatched seen",
                "Python callbacks.py#way hatched way", "Python callbacks.py#week_of hatched ",
                "callback callbacks.py#told hatched load",
                "notifier acme.Pager hatched ", "notifier acme.Teams hatched ", "notifier acme.Teams hatched load",
                "sensor acme.Sensor hatched own",
                "timetable acme.AfterClose timetabled ", "trigger acme.Trigger hatched ",
            ])
        #expect(difference.newHatches == Set(difference.hatches))
    }

    @Test func `days of a calendar have next runs and effects as times have`() throws {
        let plan = try Self.plan(
            from: makeCatalog(Before.Platform(), [Closing(schedule: .daily(at: "18:00", in: .utc))]),
            to: makeCatalog(
                Before.Platform(),
                [
                    Closing(
                        schedule: .businessDays(
                            of: .closing, at: "18:00", in: "Europe/Berlin", covering: .intervalBefore))
                ]))
        let text = Self.report(plan).render(.text)
        for line in [
            "~ schedule: `0 18 * * *` UTC → on 60 days (Closing days) at 18:00 Europe/Berlin since the day before",
            "next runs after: 2026-11-23 18:00, 2026-11-24 18:00, 2026-11-25 18:00 Europe/Berlin",
            // The last daily run has covered the time until 19:00 in Berlin.
            "! 2026-11-20 18:00 to 2026-11-20 19:00 is covered twice",
        ] { #expect(text.contains(line), "\(line) is not in\n\(text)") }
        let runs = try #require(ProjectDifference(plan, at: Self.now).pipelines.first?.schedule?.after.runs.first)
        #expect("\(runs.window?.lowerBound.iso8601 ?? "")" == "2026-11-20T17:00:00Z")

        let added = OutputPlan(
            try Self.artifacts(
                makeCatalog(
                    Before.Platform(),
                    [Closing(schedule: .businessDays(of: .closing, at: "10:00", in: .utc), catchUp: true)])),
            onto: FolderState(manifest: .empty, files: [:]))
        #expect(
            Self.report(added).render(.text).contains("catching up creates 15 runs at once"),
            "\(Self.report(added).render(.text))")
    }

    @Test func `a comment for a pull request stays below what GitHub takes`() throws {
        let plan = OutputPlan(
            try Self.artifacts(makeCatalog(Before.Platform(), [Long()])),
            onto: FolderState(manifest: .empty, files: [:]))
        let text = Self.report(plan).render(.markdown)
        #expect(text.count < 65_536)
        #expect(text.contains("too long for a comment"))
    }

    // MARK: Parts

    private static func artifacts(_ catalog: Catalog) throws -> ArtifactSet {
        let compilation = Compilation.run(catalog, for: try SelectedEnvironment.named(nil, in: catalog))
        return try #require(compilation.artifacts, "\(compilation.report.diagnostics.map(\.message))")
    }

    private static func state(of artifacts: ArtifactSet) -> FolderState {
        let files = artifacts.artifacts.map { ($0.path, FolderState.File.regular($0.bytes)) }
        return FolderState(manifest: Manifest(artifacts), files: Dictionary(uniqueKeysWithValues: files))
    }

    private static func plan(from before: Catalog, to after: Catalog) throws -> OutputPlan {
        OutputPlan(try artifacts(after), onto: state(of: try artifacts(before)))
    }

    private static func difference(from before: Catalog, to after: Catalog) throws -> ProjectDifference {
        ProjectDifference(try plan(from: before, to: after), at: now)
    }

    private static func report(_ plan: OutputPlan) -> PlanReport {
        PlanReport(
            plan: plan, difference: ProjectDifference(plan, at: now), environment: "production", base: nil,
            showsFiles: false)
    }
}

private protocol Variant: Sendable { static var isNew: Bool { get } }
private enum Old: Variant { static let isNew = false }
private enum New: Variant { static let isNew = true }

/// Between the same tasks, another one that does something else.
private struct Replaced<Version: Variant>: Pipeline {
    let id: PipelineID = "replaced"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("data")

    var flow: some Flow {
        let last: Bash =
            Version.isNew ? Bash("notify", "post-message 'the load is over'") : Bash("export", "export --all --to sftp")
        Bash("fetch", "fetch") >>> last
    }
}

/// A task in a pipeline, both of which may have been called otherwise.
private struct Called: Pipeline {
    let id: PipelineID
    let task: TaskID
    let command: Name
    var pipelineBefore: Name?
    var taskBefore: Name?
    var schedule: Schedule = .manual()
    let owner: Owner = .team("data")
    var renamedFrom: Name? { pipelineBefore }

    var flow: some Flow {
        let work = Bash(task, "\(command) --all")
        if let taskBefore { work.renamed(from: taskBefore) } else { work }
    }
}

private struct Grouped: Pipeline {
    let groups: Bool
    let id: PipelineID = "grouped"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("data")

    var flow: some Flow {
        let fetch = Bash("fetch", "fetch")
        let load = Bash("load", "load-orders")
        let check = Bash("check", "check-orders")
        if groups {
            fetch >>> Group("daily") { load >>> check }
        } else {
            fetch >>> load >>> check
        }
    }
}

/// A file of more than fits into a comment.
private struct Long: Pipeline {
    let id: PipelineID = "long"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("data")

    var flow: some Flow {
        let letters: [Name] = [
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s",
        ]
        for first in letters {
            for second in letters {
                Bash(
                    "task_\(first)_\(second)",
                    "echo a line, one of many lines, of a file with so many lines that nobody would read them in a comment"
                )
            }
        }
    }
}

extension BusinessCalendar {
    fileprivate static let closing = BusinessCalendar(
        "Closing days", from: Day(2026, 11, 2), through: Day(2027, 1, 22), holidays: [])
}

private struct Closing: Pipeline {
    let id: PipelineID = "closing"
    let schedule: Schedule
    let owner: Owner = .team("data")
    var catchUp = false

    var flow: some Flow { Bash("close", "close-books") }
}

/// Leaves to others whatever can be left to them outside of a task's own work.
private struct Hatched: Pipeline {
    let id: PipelineID = "hatched"
    let schedule: Schedule = .onUpdate(
        of: .dataset(
            Dataset<Line>("lines", in: Store("lake", uri: "s3://lake"), path: "lines").watched(
                by: .file("marker", path: "/tmp/marker"), .trigger("own", "acme.Trigger"))))
    let owner: Owner = .team("data")
    let notifications: [Notification] = [
        .onFailure(.notifier("acme.Teams", text: "words")), .onSuccess(.notifier("acme.Teams", text: "words")),
    ]
    let deadline: Deadline? = .within(.hours(1), of: .queued, else: .notifier("acme.Pager", text: "words"))
    let macros = [TemplateFunction("week_of", in: "callbacks.py")]

    var flow: some Flow {
        Bash("load", "load").notifies(
            .onRetry(.notifier("acme.Teams", text: "words")), .onStart(.function("told", in: "callbacks.py")))
        PythonSensor("seen", "seen", in: "callbacks.py").givingUp(after: .minutes(5))
        OperatorSensor("own", "acme.Sensor").givingUp(after: .minutes(5))
        ContinueIf("gate", calling: "open", in: "callbacks.py") >>> Empty("after")
        Branch("way", calling: "way", in: "callbacks.py", among: Way.self) { way in
            switch way {
            case .left: Empty("left")
            case .right: Empty("right")
            }
        }
    }

    private enum Way: String, Outcome {
        case left
        case right
    }
}

private struct Line: Schema {
    let key = Column<String>("key")
}

private struct Timetabled: Pipeline {
    let id: PipelineID = "timetabled"
    let schedule: Schedule = .timetable("acme.AfterClose", covering: .instant)
    let owner: Owner = .team("data")

    var flow: some Flow { Bash("load", "load") }
}

extension PlanTests {
    @Test func `a plan says which alerts are gained and lost, and who hears of them`() throws {
        func tree(_ alerts: String) -> ArtifactSet {
            ArtifactSet([
                Artifact(
                    path: "model/alerts.json", text: #"{"format": 1, "alerts": [\#(alerts)]}"#, backend: "model",
                    source: "x")
            ])
        }
        func alert(_ name: String, _ severity: String, _ receiver: String) -> String {
            """
            {"id": "orders, \(name), freshness", "severity": "\(severity)", "summary": "orders is late",
             "receivers": ["\(receiver)"]}
            """
        }
        let before = tree([alert("Stale", "warning", "chat"), alert("Lost", "info", "chat")].joined(separator: ","))
        let after = tree([alert("Stale", "critical", "pager"), alert("New", "info", "chat")].joined(separator: ","))
        let plan = OutputPlan(after, onto: Self.state(of: before))
        #expect(ProjectDifference(plan, at: Self.now).unchangedPipelines == 0)
        let text = Self.report(plan).render(.text)
        #expect(text.contains("- `orders, Lost, freshness`: info for chat: orders is late"))
        #expect(text.contains("+ `orders, New, freshness`: info for chat: orders is late"))
        #expect(
            text.contains(
                "~ `orders, Stale, freshness`: warning for chat: orders is late → critical for pager: orders is late"))
    }

    @Test func `a plan says what a change costs in a month, and what it comes from`() throws {
        func tree(_ month: String, _ lines: [String]) -> ArtifactSet {
            let text =
                #"{"format": 1, "currency": "EUR", "month": "\#(month)", "lines": [\#(lines.joined(separator: ","))]}"#
            return ArtifactSet([Artifact(path: "model/costs.json", text: text, backend: "model", source: "x")])
        }
        func line(_ kind: String, _ name: String, _ month: String) -> String {
            #"{"kind": "\#(kind)", "name": "\#(name)", "month": "\#(month)"}"#
        }
        let before = tree(
            "110.500000",
            [
                line("component", "kafka", "100.000000"), line("pipeline", "orders", "10.500000"),
                line("pipeline", "same", "1"),
            ])
        let after = tree(
            "121.250000",
            [
                line("component", "kafka", "120.000000"), line("pipeline", "refunds", "1.250000"),
                line("pipeline", "same", "1"),
            ])
        let report = Self.report(OutputPlan(after, onto: Self.state(of: before)))
        #expect(
            report.render(.text).hasPrefix(
                """
                ! a month costs, at the project's prices: 110.50 → 121.25 EUR (+10.75)
                    ~ component `kafka`: 100.00 → 120.00 EUR (+20.00)
                    - pipeline `orders`: no more 10.50 EUR
                    + pipeline `refunds`: 1.25 EUR

                """), "\(report.render(.text))")
        #expect(report.render(.json).contains(#""after": 121.250000"#))
        let same = OutputPlan(before, onto: Self.state(of: before))
        #expect(ProjectDifference(same, at: Self.now).costs == nil)
    }
}
