import Compilation
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
        let catalog = workload.catalog
        let name =
            switch workload.content {
            case .watched: "watched"
            case .dbt: "models"
            case .platform, .shell, .chain, .layers, .fan: "production"
            }
        guard let environment = catalog.project.environments.map(\.model).first(where: { $0.name == name }) else {
            preconditionFailure("the benchmark's project has an environment `\(name)`")
        }
        var clock = StageClock()
        let compilation = Compilation.run(catalog, for: environment) { clock.enter($0.description) }
        guard let artifacts = compilation.artifacts else {
            preconditionFailure("the benchmark's pipelines are right: \(compilation.report.diagnostics.prefix(3))")
        }
        clock.enter("plan")
        let plan = OutputPlan(artifacts, onto: FolderState(manifest: .empty, files: [:]))
        clock.enter("manifest")
        _ = plan.manifest.render()
        clock.stop()
        self.artifacts = artifacts
        costs = clock.costs
    }
}

/// Costs of stages that follow each other.
private struct StageClock {
    private(set) var costs: [(stage: String, cost: Measurement)] = []
    private var current: (stage: String, since: Measurement.Start)?

    mutating func enter(_ stage: String) {
        stop()
        current = (stage, Measurement.Start())
    }

    mutating func stop() {
        guard let (stage, since) = current else { return }
        costs.append((stage, since.cost))
        current = nil
    }
}
