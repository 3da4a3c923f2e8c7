import BackendInterface
import Backends
import Compiler
import DagDSL
import Diagnostics
import PipelineModel
import Workspace

/// The way of `dagc compile` from declarations to the plan of an empty folder, stage by stage.
struct Stages {
    let costs: [(stage: String, cost: Measurement)]
    let artifacts: ArtifactSet

    var bytes: Int { artifacts.artifacts.reduce(0) { $0 + $1.bytes.count } }

    var totalSeconds: Double { costs.reduce(0) { $0 + $1.cost.seconds } }
    var peakMiB: Double { costs.map(\.cost.peakMiB).max() ?? 0 }

    init(_ workload: Workload) {
        var costs: [(stage: String, cost: Measurement)] = []
        func stage<Output>(_ title: String, _ work: () -> Output) -> Output {
            let (output, cost) = Measurement.measure(work)
            costs.append((title, cost))
            return output
        }

        let catalog = workload.catalog
        guard let environment = catalog.project.environments.first?.model else {
            preconditionFailure("the benchmark's project has an environment")
        }
        let lowered = stage("declare + lower") { ProjectLowering.lower(catalog, for: environment) }
        let checked = stage("check") { CheckRunner.check(lowered.project, findings: lowered.report) }
        guard let project = checked.project else {
            preconditionFailure("the benchmark's pipelines are right: \(checked.report.diagnostics.prefix(3))")
        }
        let emitted = BackendRegistry.all(for: environment).flatMap { backend in
            stage("emit \(backend.name)") {
                precondition(!backend.findings(in: project).hasErrors, "the benchmark's pipelines fit the target")
                return backend.emit(project)
            }
        }
        let set = stage("collect") { ArtifactSet(emitted) }
        let plan = stage("plan") { OutputPlan(set, onto: FolderState(manifest: .empty, files: [:])) }
        _ = stage("manifest") { plan.manifest.render() }
        artifacts = set
        self.costs = costs
    }
}
