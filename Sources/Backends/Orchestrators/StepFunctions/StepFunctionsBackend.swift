package import BackendInterface
import CodeModels
package import Compiler
package import PipelineModel
package import Workspace

/// Step Functions: a state machine for each pipeline, and a template of CloudFormation with all that they need.
package struct StepFunctionsBackend: Orchestrator {
    package let name = "step-functions"
    package let folders = ["stepfunctions"]
    package let notation: any RuntimeTextNotation = JSONataNotation()
    /// What it asks of a project beside what every target does: all of this module, found by the build.
    package let checks: [any Check.Type] = allChecks

    package init() {}

    package func settings(of project: ProjectModel) -> [(name: String, value: String)] { [] }

    package func limits(of pipeline: PipelineModel, _ graph: TaskGraph, in project: SoundProject) -> [Limit] {
        let work = graph.tasks.flatMap { task in
            (WorkLimits.limits(of: task, project.model.environment)
                + PythonLimits.limits(of: task, project.model.pythonFiles)).map { $0.of(task: task.path) }
        }
        return FlowLimits.limits(of: pipeline, graph)
            + PromisedRuns(pipeline, in: project.model.environment).limits + work
    }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let awaited = RunAccount.awaited(in: project.graphs)
        let datasets = DatasetEvents.awaited(in: project.model)
        let machines = Array(zip(project.model.pipelines, project.graphs)).concurrentMap { pipeline, graph in
            PipelineMachine(
                pipeline, graph, in: project.model,
                PipelineMachine.Listeners(tasks: awaited[pipeline.id], datasets: datasets))
        }
        let files = machines.concurrentMap { item in
            Artifact(
                "stepfunctions/machines/\(AWSNames.machine(item.pipeline.id)).asl.json",
                bytes: MachineSize.written(item.machine.document), by: self, from: item.pipeline.id)
        }
        guard !machines.isEmpty else { return [] }
        let template = ProjectTemplate(project.model, machines)
        let backfill = BackfillMachine(
            WorkContext(project.model.pipelines[0], in: project.model).names,
            pipelines: machines.map(\.pipeline.id))
        return files + [
            Artifact(
                "stepfunctions/machines/\(BackfillMachine.name).asl.json", json: backfill.machine.document, by: self,
                from: project.model.name),
            Artifact("stepfunctions/template.json", json: template.document, by: self, from: project.model.name),
        ] + PythonFunction.artifacts(of: project.model, machines, by: self)
    }
}
