import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import System
import TestSupport
import Testing

@testable import DagcCommands

/// A name that would end the element of the data, were it not escaped.
private struct Sly: Pipeline {
    let id: PipelineID = "sly"
    let title: String? = "</script><b>bold</b>"
    let schedule: Schedule = .hourly()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("fetch", "true").writes(Dataset<SlyRow>("rows", in: .sly, path: "rows")) >>> Bash("load", "true")
    }
}

private struct SlyRow: Schema {
    let key = Column<String>("key")
}

extension Store {
    fileprivate static let sly = Store("lake", uri: "s3://lake")
}

private struct SlyProject: Project {
    let name: Name = "sly"
    let start = Day(2026, 1, 1)
    let environments = [
        DagDSL.Environment(
            "test", orchestrator: .airflow(.v3_3, tree: "/dags"),
            data: DataPlatform(stores: [StoreSetting(.sly, .duckDB("/l.duckdb"), root: "/l")]))
    ]
}

@Suite struct ReportPageTests {
    @Test func `a page asks no network for anything`() async throws {
        let page = try await page()
        let addresses = page.matches(of: /https?:\/\/[^\s"'<\\)]+/).map { String($0.output) }
        // The names of SVG's parts are no addresses that anything is fetched from.
        #expect(Set(addresses).isSubset(of: ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]))
        #expect(page.contains("default-src 'none'"))
    }

    @Test(.needs(URL(filePath: "/usr/bin/chromium")))
    func `a browser shows pipelines, graphs, runs and lineage, and takes names of users as text`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(try await page(), to: "report.html")
        let detail = try await shown("\(file)#pipelines/sly")
        #expect(detail.contains("&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt;</h2>"), "\(detail.suffix(3000))")
        #expect(detail.contains("<svg") && detail.contains("The longest run"))
        #expect(try await shown("\(file)#week").contains("sly: 24 runs"))
        let lineage = try await shown("\(file)#lineage")
        #expect(lineage.contains("1 of 1 datasets") && lineage.contains("s3://lake/rows"))
        #expect(try await shown("\(file)#findings").contains("<h2>Findings</h2>"))
        #expect(try await shown("\(file)#resources").contains("tasks at once"))
    }

    /// The document after its program has run.
    private func shown(_ address: String) async throws -> String {
        var call = ProgramCall(
            program: "/usr/bin/chromium",
            arguments: [
                "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom",
                "file://\(address)",
            ], directory: "/", timeLimit: .seconds(120))
        call.errors = .apart
        call.outputLimit = .max
        let ended = try await call.runApart()
        #expect(ended.ending == .exit(0), "\(ended.errors)")
        return ended.output.components(separatedBy: "<noscript>")[0]
    }

    private func page() async throws -> String {
        let catalog = Catalog(
            project: SlyProject(), pipelines: [CatalogEntry(Sly(), source: "sly.swift", path: #filePath, line: 1)])
        let compilation = Compilation.run(catalog, for: SlyProject().environments[0].model, to: .findings)
        let project = try #require(compilation.project, "\(compilation.report.sorted)")
        let from = try #require(UnixTime(iso8601: "2026-03-02"))
        let forecast = try Forecast.of(
            project, in: from..<UnixTime(from.seconds + 86_400), lasting: TaskDurations(otherwise: 60))
        let graphs = try await Graphviz.svg(
            of: [DotRenderer.render(Drawing([project.model.pipelines[0]])), LineageDrawing.dot(of: project.model)])
        let content = ReportContent(
            project, forecast, compilation.report.sorted, graphs: [graphs[0]], lineage: graphs[1], root: "/")
        return ReportPage.html(content.document)
    }
}
