import CodeModels
import Compilation
import Compiler
import DagDSL
import ModelBackend
import PipelineModel
import TestSupport
import Testing

@testable import DagcCommands

enum Size: String, Outcome {
    case small
    case large
}

/// Everything that a drawing and the model have to show: a group, a branch, a gate, a set-up scope, labels, data.
struct Sampler: Pipeline {
    let id: PipelineID = "sampler"
    let title: String? = "A \"sampler\" & more"
    let schedule: Schedule = .daily(at: "02:00", in: "Europe/Berlin")
    let owner: Owner = .team("tests")
    let defaults = TaskDefaults(retry: .fixed(2, every: .minutes(1)))

    var flow: some Flow {
        let fetch = Bash("fetch", "echo \(.windowStart)")
        let gate = ContinueIf("is_open", "\(.variable(.open))", is: "yes")
        let route = Branch("route", on: "small") { (size: Size) in
            switch size {
            case .small: Bash("load_small", "true")
            case .large:
                Using(Bash("make_table", "true"), teardown: Bash("drop_table", "true")) { Bash("load_large", "true") }
            }
        }
        let checks = Group("checks", tooltip: "both at once") {
            Bash("rows", "true")
            Bash("keys", "true").timeout(.minutes(5))
        }
        let report = Bash("report", "true").always()
        fetch >>> gate >>> route >>> Label("loaded") >>> checks >>> report
    }
}

extension Variable {
    fileprivate static let open = Variable("open")
}

private struct SamplerProject: Project {
    let name: Name = "samples"
    let environments = [
        DagDSL.Environment(
            "test", orchestrator: .airflow(.v3_3, tree: "/dags"), data: DataPlatform(variables: [.open]))
    ]
    let start = Day(2026, 1, 1)
}

@Suite struct ReportTests {
    private let pipeline: PipelineModel
    private let graph: TaskGraph

    init() throws {
        let entry = CatalogEntry(Sampler(), source: "pipelines/Sampler.swift", path: #filePath, line: 1)
        let catalog = Catalog(project: SamplerProject(), pipelines: [entry])
        let compilation = Compilation.run(catalog, for: SamplerProject().environments[0].model)
        let project = try #require(compilation.project)
        pipeline = project.model.pipelines[0]
        graph = project.graphs[0]
    }

    @Test func `a pipeline is drawn as a Mermaid flowchart`() async throws {
        try await Golden.expect(MermaidRenderer.render(Drawing([pipeline])), "DagcCommands/sampler.mmd")
    }

    @Test func `a pipeline is drawn for Graphviz`() async throws {
        try await Golden.expect(DotRenderer.render(Drawing([pipeline])), "DagcCommands/sampler.dot")
    }

    @Test func `the model has every task, edge and group with what was declared`() async throws {
        try await Golden.expect(PipelineDocument.make(pipeline, graph).renderedJSON(), "DagcCommands/sampler.json")
    }

    @Test func `a simulated run is told round by round`() async throws {
        let outcomes = RunOutcomes(failing: ["load_large"], branches: ["route": "large"])
        let saturday = try #require(UnixTime(iso8601: "2026-03-28"))
        let planned = PlannedRun.next(3, of: pipeline, after: saturday)
        let report = RunReport(pipeline, graph, planned, try RunSimulation.run(graph, outcomes))
        try await Golden.expect(report.text, "DagcCommands/sampler-run.txt")
        try await Golden.expect(report.document.renderedJSON(), "DagcCommands/sampler-run.json")
    }
}
