import CommandLine
import DagDSL
import Testing

@testable import DagcCommands

/// What only Airflow 3 can do, for an environment that has Airflow 2.11.
@Suite struct OlderAirflowTests {
    @Test(arguments: [["list"], ["graph"], ["model"], ["simulate", "asking"]])
    func `a command finds what the version of its environment lacks`(words: [String]) async {
        for (project, code) in [(Asked(on: .v2_11), ExitCode.failure), (Asked(on: .v3_3), .success)] {
            let entry = CatalogEntry(Asking(), source: "pipelines/Asking.swift", path: #filePath, line: 1)
            let context = CommandContext(
                catalog: Catalog(project: project, pipelines: [entry]), folder: "/", variables: [:])
            #expect(await Dagc.run(words, context) == code)
        }
    }

    /// The times are wrong, which is said before anything is asked.
    @Test(arguments: [["observe", "export"], ["report", "incident"]])
    func `the address of an Airflow is taken for no version`(words: [String]) async {
        let entry = CatalogEntry(Asking(), source: "pipelines/Asking.swift", path: #filePath, line: 1)
        let context = CommandContext(
            catalog: Catalog(project: Asked(on: .v3_3), pipelines: [entry]), folder: "/", variables: [:])
        let address = ["--airflow", "http://127.0.0.1:1", "--from", "2026-02-01", "--to", "2026-01-01"]
        #expect(await Dagc.run(words + address, context) == .usage)
    }
}

private struct Asking: Pipeline {
    let id: PipelineID = "asking"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow { Approval("release", "Publish the figures?") >>> Bash("publish", "publish") }
}

private struct Asked: Project {
    let name: Name = "asked"
    let start = Day(2026, 1, 1)
    let environments: [Environment]

    init(on version: OrchestratorSetting.AirflowRelease) {
        environments = [Environment("test", orchestrator: .airflow(version, tree: "/dags"))]
    }
}
