import Compiler
import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

@Suite struct LoweringTests {
    /// DAGC195 goes by this list.
    @Test func `properties that a pipeline may leave out are listed with their types`() throws {
        let source = PackageFolder.sources.appending(path: "DagDSL/Pipeline.swift")
        let declared = try String(contentsOf: source, encoding: .utf8)
            .matches(of: /public var (\w+): (\S+) \{/).map { "\($0.1): \($0.2)" }
        let listed = OptionalProperty.all.map { "\($0.name): \($0.spelling)" }
        #expect(listed.count > 10 && Set(listed).isSubset(of: declared))
        for property in OptionalProperty.all {
            let name = "\(property.type)".replacing(/Optional<(\w+)>/) { "\($0.1)?" }
                .replacing(/Array<(\w+)>/) { "[\($0.1)]" }
            #expect(name == property.spelling)
        }
    }

    @Test func `an output used as an input is an edge`() {
        let pipeline = lowered {
            let load = Bash("load", "load.sh --all")
            Bash("say", "echo \(.result(of: load))")
        }
        #expect(edges(of: pipeline) == ["load > say"])
        #expect(ids(of: pipeline) == ["load", "say"])
    }

    @Test(arguments: [StartRule.allFailed, .oneSucceeded, .oneEnded, .allSkipped, .noneFailedOneSucceeded])
    func `an edge of data stays where the task that it comes from counts for the rule`(rule: StartRule) {
        let pipeline = lowered {
            let (load, check) = (Empty("load"), Empty("check"))
            load >>> check >>> Bash("undo", "echo \(.result(of: load))").runs(when: rule)
        }
        #expect(Set(edges(of: pipeline)) == ["load > check", "check > undo", "load > undo"])
    }

    @Test func `an edge of data stays behind a task that starts before what it reads has ended`() {
        func flow(_ rule: StartRule) -> [String] {
            edges(
                of: lowered {
                    let (load, other) = (Empty("load"), Empty("other"))
                    let any = Empty("any").runs(when: rule)
                    let say = Bash("say", "echo \(.result(of: load))").always()
                    load >>> any
                    other >>> any
                    any >>> say
                })
        }
        for rule in [StartRule.allSucceeded, .oneSucceeded, .oneFailed] {
            #expect(flow(rule).contains("load > say"), "\(rule)")
        }
        #expect(!flow(.allEnded).contains("load > say"))
    }

    @Test func `an edge of data is left out where the order implies it, and a written order never is`() {
        let implied = lowered {
            let load = Empty("load")
            let check = Empty("check")
            let say = Bash("say", "echo \(.result(of: load))")
            load >>> check >>> say
        }
        #expect(edges(of: implied) == ["load > check", "check > say"])

        let written = lowered {
            let (load, check, say) = (Empty("load"), Empty("check"), Empty("say"))
            load >>> check >>> say
            load >>> say
        }
        #expect(Set(edges(of: written)) == ["load > check", "check > say", "load > say"])
    }

    @Test(arguments: [StartRule.allEnded, .noneFailed, .allSucceeded, .always])
    func `an edge of data stays where a rule between lets the reader start without the result`(_ rule: StartRule) {
        let pipeline = lowered {
            let load = Empty("load")
            let say = Bash("say", "echo \(.result(of: load))")
            load >>> Empty("between").runs(when: rule) >>> say
            load >>> Empty("other").runs(when: rule) >>> Bash("told", "echo \(.result(of: load))").runs(when: .always)
        }
        let direct = Set(edges(of: pipeline)).intersection(["load > say", "load > told"])
        #expect(direct == (rule == .allSucceeded ? [] : ["load > say"]))
    }

    @Test func `chains add up to any acyclic graph`() {
        let pipeline = lowered {
            let (a, b, c, d) = (Empty("a"), Empty("b"), Empty("c"), Empty("d"))
            a >>> c
            b >>> Parallel(c, d)
            a >>> d
        }
        #expect(Set(edges(of: pipeline)) == ["a > c", "b > c", "b > d", "a > d"])
    }

    @Test func `a task stands in the deepest scope that mentions it`() throws {
        let pipeline = lowered {
            let load = Empty("load")
            let check = Empty("check")
            Group("ingest") { load >>> Empty("clean") }
            load >>> check
        }
        #expect(ids(of: pipeline) == ["ingest.load", "ingest.clean", "check"])
        #expect(Set(edges(of: pipeline)) == ["ingest.load > ingest.clean", "ingest.load > check"])
    }

    @Test func `an edge of a group joins its last tasks to the first ones after it`() {
        let pipeline = lowered {
            let both = Group("both") { Parallel(Empty("a"), Empty("b")) }
            Empty("start") >>> both >>> Empty("end")
        }
        #expect(
            Set(edges(of: pipeline)) == ["start > both.a", "start > both.b", "both.a > end", "both.b > end"])
    }

    @Test func `a join behind a branch starts when no arm has failed`() {
        let pipeline = lowered {
            let size = Branch("size", on: "\(.runID)", among: Size.self) { size in
                switch size {
                case .small: Empty("small")
                case .large: Skip()
                }
            }
            size >>> Empty("join") >>> Empty("after")
        }
        let graph = TaskGraph(pipeline.root)
        let rules = Dictionary(uniqueKeysWithValues: zip(graph.tasks.map(\.id), graph.rules()))
        #expect(rules["join"] == .noneFailedMinOneSuccess)
        #expect(rules["after"] == .allSuccess && rules["small"] == .allSuccess)
    }

    @Test func `lowering twice gives the same model`() {
        let catalog = Catalog(project: TestProject(), pipelines: [entry { Empty("a") >>> Empty("b") }])
        let environment = TestProject().environments[0].model
        let first = ProjectLowering.lower(catalog, for: environment).project.model
        #expect(first == ProjectLowering.lower(catalog, for: environment).project.model)
    }

    @Test func `an environment has the pipelines that it chooses`() {
        let catalog = Catalog(
            project: ChoosingProject(),
            pipelines: [
                entry { Empty("a") },
                CatalogEntry(OtherPipeline(), source: "test.swift", path: #filePath, line: 1),
            ] + Regions().pipelines.map { CatalogEntry($0, source: "test.swift", path: #filePath, line: 1) })
        let ids = ChoosingProject().environments.map { environment in
            ProjectLowering.lower(catalog, for: environment.model).project.model.pipelines.map(\.id)
        }
        #expect(
            ids == [
                ["eu", "other", "test", "us"], ["eu", "test", "us"], ["other"], ["test"], ["eu", "us"],
            ])
    }

    /// Berlin's clocks change at two and at three o'clock.
    @Test(arguments: [
        ("05:00", "06:30", Optional(5_400), nil), ("01:00", "06:30", nil, clock(1, 0, 0)),
        ("22:15", "06:30", nil, clock(22, 15, 1)), ("06:30", "06:30", 0, nil), ("02:30", "06:30", nil, nil),
    ])
    func `of days of one zone the offset is derived, or the time of the clock where clocks change between`(
        _ early: TimeOfDay, _ late: TimeOfDay, _ expected: Int?, _ clock: ExternalRun.Clock?
    ) throws {
        let first = OtherPipeline(schedule: .daily(at: early, in: "Europe/Berlin"))
        let second = TestPipeline(
            schedule: .daily(at: late, in: "Europe/Berlin"), body: ExternalTaskSensor("wait", of: first).graph)
        let catalog = Catalog(
            project: TestProject(),
            pipelines: [first as any Pipeline, second].map {
                CatalogEntry($0, source: "test.swift", path: #filePath, line: 1)
            })
        let model = ProjectLowering.lower(catalog, for: TestProject().environments[0].model).project.model
        let task = try #require(TaskGraph(model.pipelines[1].root).tasks.first)
        guard case .sensor(let sensor) = task.kind, case .pipeline(let run) = sensor.condition else {
            Issue.record("it is a sensor on another pipeline")
            return
        }
        #expect(run.offset == expected && run.clock == clock)
    }

    private static func clock(_ hour: Int, _ minute: Int, _ days: Int) -> ExternalRun.Clock? {
        ExternalRun.Clock(hour: hour, minute: minute, timeZone: "Europe/Berlin", daysBefore: days)
    }

    private enum Size: String, Outcome {
        case small
        case large
    }

    @Test func `lists of Swift's own values are items and arguments like literals`() throws {
        let depots = ["north", "{{ south }}"]
        let limits = [1, 2]
        let pipeline = lowered {
            Bash("names", "load \(.item)").mapped(over: .list(depots))
            Bash("numbers", "load \(.item)").mapped(over: .list([1, 2].map { $0 * 2 }))
            Bash("shares", "load \(.item)").mapped(over: .list([0.5, 1].map { (share: Double) in share / 2 }))
            Bash("pairs", "load \(.item)").mapped(over: .list([depots, []]))
            Bash("flags", "load \(.item)").mapped(over: .list(depots.map(\.isEmpty)))
            Bash("rows", "load \(.item("key"))").mapped(over: .list(depots.map { ["key": .string($0)] }))
            Bash("texts", "load \(.item)").mapped(over: .list(["day", "of"] as [Name]))
            Bash("literals", "load \(.item)").mapped(over: .list(["at \(.windowStart)", "b"]))
            PythonCall("call", "load", in: "load.py", ["depots": .list(depots), "limits": .list(limits)])
        }
        let tasks = TaskGraph(pipeline.root).tasks
        func items(_ id: String) -> [ValueModel]? { tasks.first { $0.id == id }?.mapping?.items.known }
        let texts: [ValueModel] = [.string("north"), .string("{{ south }}")]
        #expect(items("names") == texts)
        #expect(items("numbers") == [.int(2), .int(4)])
        #expect(items("shares") == [.number(0.25), .number(0.5)])
        #expect(items("pairs") == [.list(texts), .list([])])
        #expect(items("flags") == [.bool(false), .bool(false)])
        #expect(items("rows") == texts.map { .dictionary([ValueModel.Entry("key", $0)]) })
        #expect(items("texts") == [.string("day"), .string("of")])
        #expect(items("literals") == [.text(RuntimeText([.literal("at "), .intervalStart])), .string("b")])
        guard case .python(let call)? = tasks.last?.kind else { throw MissingCall() }
        #expect(call.arguments.map(\.value) == [.list(texts), .list([.int(1), .int(2)])])
    }

    @Test func `a pipeline whose failures are no failures puts nothing behind a group of a provider`() {
        let pipeline = TestPipeline(
            body: Bash("load", "load") >>> OperatorGroup("models", "acme.Models"), criticality: .nonCritical)
        let entry = CatalogEntry(pipeline, source: "test.swift", path: #filePath, line: 1)
        let (lowered, _) = ProjectLowering.lower(
            Catalog(project: TestProject(), pipelines: [entry]), for: TestProject().environments[0].model)
        #expect(ids(of: lowered.model.pipelines[0]) == ["load", "load_settled", "models"])
        #expect(edges(of: lowered.model.pipelines[0]) == ["load > load_settled", "load_settled > models"])
    }

    private struct MissingCall: Error {}

    private func lowered(@FlowBuilder _ flow: () -> FlowGraph) -> PipelineModel {
        let catalog = Catalog(project: TestProject(), pipelines: [entry(flow)])
        return ProjectLowering.lower(catalog, for: TestProject().environments[0].model).project.model.pipelines[0]
    }

    private func entry(@FlowBuilder _ flow: () -> FlowGraph) -> CatalogEntry {
        CatalogEntry(TestPipeline(body: flow()), source: "test.swift", path: #filePath, line: 1)
    }

    /// In the order of the tasks.
    private func edges(of pipeline: PipelineModel) -> [String] {
        let graph = TaskGraph(pipeline.root)
        return graph.tasks.indices.flatMap { from in
            graph.successors[from].map { "\(graph.tasks[from].path) > \(graph.tasks[$0].path)" }
        }
    }

    private func ids(of pipeline: PipelineModel) -> [String] { TaskGraph(pipeline.root).tasks.map(\.path) }
}

private struct TestProject: Project {
    let name: Name = "tests"
    let start = Day(2026, 1, 1)
    let environments = [Environment("test", orchestrator: .airflow(.v3_3, tree: "/dags"))]
}

private struct ChoosingProject: Project {
    let name: Name = "tests"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment("all", orchestrator: Self.airflow),
        Environment("most", orchestrator: Self.airflow, pipelines: .allBut(OtherPipeline.self)),
        Environment("few", orchestrator: Self.airflow, pipelines: .only(OtherPipeline.self)),
        Environment("no_regions", orchestrator: Self.airflow, pipelines: .allBut(Regions.self, OtherPipeline.self)),
        Environment("regions", orchestrator: Self.airflow, pipelines: .only(Regions.self)),
    ]

    private static let airflow: OrchestratorSetting = .airflow(.v3_3, tree: "/dags")
}

/// Its pipelines are of a type that others are of, too.
private struct Regions: PipelineFamily {
    var pipelines: [any Pipeline] {
        ["eu", "us"].map { TestPipeline(id: $0, body: Empty("a").graph) }
    }
}

private struct OtherPipeline: Pipeline {
    let id: PipelineID = "other"
    var schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow { Empty("a") }
}

private struct TestPipeline: Pipeline {
    var id: PipelineID = "test"
    var schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let body: FlowGraph
    var criticality: Criticality?

    var flow: some Flow { body }
}
