import CodeModels
import Compilation
import Compiler
import DagDSL
import Diagnostics
import PipelineModel
import Testing
import Workspace

/// Machines as `dagc compile` writes them.
enum CompiledMachines {
    static let project = MachineProject()
    static let orchestrator: OrchestratorSetting = .stepFunctions(
        region: "eu-central-1", account: "123456789012",
        containers: FargateSetting(
            cluster: "jobs", image: "registry.example.com/jobs:1", tree: "/opt/dagc", subnets: ["subnet-1"],
            securityGroups: ["sg-1"]))

    /// All files of a project with one pipeline.
    static func files(
        of pipeline: any Pipeline, in project: any Project = CompiledMachines.project
    ) throws -> [Artifact] {
        let catalog = Catalog(
            project: project, pipelines: [CatalogEntry(pipeline, source: "tests.swift", path: #filePath, line: 1)])
        let compilation = Compilation.run(catalog, for: project.environments[0].model)
        let mistakes = compilation.report.sorted.map { "\($0.code.id) \($0.message)" }
        return try #require(compilation.artifacts, "\(mistakes.joined(separator: "\n"))").artifacts
    }

    /// - Parameter change: what a test decides about the pipeline that its declaration leaves open.
    /// - Returns: nil when the checks refuse it.
    static func compile(
        _ pipeline: any Pipeline, changing change: (inout PipelineModel) -> Void = { _ in }
    ) throws -> (pipeline: PipelineModel, machine: Document, bytes: Int)? {
        let catalog = Catalog(
            project: project, pipelines: [CatalogEntry(pipeline, source: "tests.swift", path: #filePath, line: 1)])
        let (lowered, findings) = ProjectLowering.lower(catalog, for: project.environments[0].model)
        guard !lowered.model.pipelines.isEmpty else { return nil }
        var model = lowered.model
        change(&model.pipelines[0])
        let compilation = Compilation.run(LoweredProject(model: model, sources: lowered.sources), findings)
        guard let artifacts = compilation.artifacts?.artifacts else { return nil }
        let machine = try #require(
            artifacts.first { $0.path.description == "stepfunctions/machines/\(model.pipelines[0].id).asl.json" })
        return (model.pipelines[0], try JSONParser.parse(machine.bytes), machine.bytes.count)
    }
}

struct MachineProject: Project {
    let name: Name = "machines"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "aws", orchestrator: CompiledMachines.orchestrator,
            data: DataPlatform(connections: [EveryWork.aws, EveryWork.alerts]))
    ]
}
