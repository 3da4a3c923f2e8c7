import Compilation
import DagDSL
import Diagnostics
import PipelineModel
import Testing

/// Findings are shown where somebody would change something.
@Suite struct PlaceTests {
    @Test func `what a property says wrong is shown where the property stands`() throws {
        let pipeline = FixturePipeline { Empty("a") }
            .with {
                $0.start = Day(2026, 2, 30)
                $0.runTimeout = .seconds(-1)
                $0.notifications = [
                    .onFailure(.email(.mail, to: ["a@b.example"]), saying: "\(.variable(Variable("gone")))")
                ]
            }
        let entry = CatalogEntry(
            pipeline, source: "fixture.swift", path: "/package/fixture.swift", line: 3,
            properties: ["start": 7, "runTimeout": 8, "notifications": 9])
        let project = FixtureProject()
        let report = Compilation.run(
            Catalog(project: project, pipelines: [entry]), for: project.environments[0].model, to: .findings
        ).report.sorted
        let lines = Dictionary(report.map { ($0.code.id, $0.location?.line) }) { first, _ in first }
        #expect(lines["DAGC028"] == 7)
        #expect(lines["DAGC053"] == 8 || lines.values.contains(8), "\(report)")
        #expect(lines["DAGC071"] == 9)
    }

    @Test func `a value of the run is shown where it stands in a text of several lines`() throws {
        let body = Bash(
            "load",
            """
            first line
            second \(.variable(Variable("gone")))
            """)
        let line = #line - 2
        let entry = CatalogEntry(FixturePipeline { body }, source: "fixture.swift", path: #filePath, line: 1)
        let project = FixtureProject()
        let report = Compilation.run(
            Catalog(project: project, pipelines: [entry]), for: project.environments[0].model, to: .findings
        ).report.sorted
        #expect(report.first { $0.code.id == "DAGC071" }?.location?.line == line)
    }
}
