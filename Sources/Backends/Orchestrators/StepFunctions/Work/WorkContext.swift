import Compiler
import PipelineModel

/// What the states of a task depend on, beside the task.
struct WorkContext: Sendable {
    let project: String
    let environment: EnvironmentModel
    let pipeline: PipelineModel
    let platform: StepFunctionsPlatform

    init(_ pipeline: PipelineModel, in project: ProjectModel) {
        self.project = project.name
        self.pipeline = pipeline
        environment = project.environment
        platform = project.environment.stepFunctions
    }

    /// Where things of this account and region lie.
    var names: AWSNames { AWSNames(platform, project: project) }
}

extension EnvironmentModel {
    /// The Step Functions that run its pipelines. This backend is only asked about environments that have them.
    var stepFunctions: StepFunctionsPlatform {
        switch orchestrator {
        case .stepFunctions(let stepFunctions): stepFunctions
        case .airflow: preconditionFailure("environment `\(name)` has no Step Functions")
        }
    }
}
