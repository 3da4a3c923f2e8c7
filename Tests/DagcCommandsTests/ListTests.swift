import Compilation
import DagDSL
import PipelineModel
import Testing

@testable import DagcCommands

/// What `dagc list` says of pipelines.
@Suite struct ListTests {
    @Test("The tasks that a DAG has beside those of its pipeline are counted apart")
    func watchers() throws {
        let entries = [Cleared("shown", bears: false), Cleared("borne", bears: true)].map {
            CatalogEntry($0, source: "pipelines/Cleared.swift", path: #filePath, line: 1)
        }
        let project = Listed()
        let catalog = Catalog(project: project, pipelines: entries)
        let compilation = Compilation.run(catalog, for: project.environments[0].model, to: .findings)
        let rows = ListCommand.rows(of: try #require(compilation.project))
        #expect(rows.map(\.tasks) == [2, 2])
        #expect(rows.map { $0.cells[3] }.sorted() == ["2 tasks", "2 tasks and a watcher"])
    }
}

private struct Cleared: Pipeline {
    let id: PipelineID
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let defaults: TaskDefaults
    var flow: some Flow { Bash("load", "load") >>> Bash("clear", "clear").always() }

    init(_ id: PipelineID, bears: Bool) {
        self.id = id
        defaults = bears ? TaskDefaults().bearingFailures() : TaskDefaults()
    }
}

private struct Listed: Project {
    let name: Name = "listed"
    let start = Day(2026, 1, 1)
    let environments = [Environment("test", orchestrator: .airflow(.v3_3, tree: "/dags"))]
}
