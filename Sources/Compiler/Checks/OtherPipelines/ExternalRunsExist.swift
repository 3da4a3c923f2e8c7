import Diagnostics
import PipelineModel

/// Pipelines, and tasks of them, that others start or wait for are there, and have the run that is waited for.
enum ExternalRunsExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let pipelines = Dictionary(project.pipelines.map { ($0.model.id, $0) }) { first, _ in first }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let place = task.location
                for reference in task.facts.pipelines {
                    check(reference, of: task, at: place, pipelines, project.model.environment.name, &report)
                }
                if case .sensor(let sensor) = task.kind, case .pipeline(let run) = sensor.condition, run.offset == nil,
                    run.clock == nil, run.reference.foreign != nil || pipelines[run.reference.pipeline] != nil
                {
                    reportUnknownRun(of: run.reference, pipelines, task, in: pipeline, &report)
                }
            }
        }
    }

    private static func reportUnknownRun(
        of reference: PipelineReference, _ pipelines: [String: CheckContext.Pipeline], _ task: CheckContext.Task,
        in pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport
    ) {
        let (id, zone) = (reference.pipeline, pipeline.model.schedule.zone)
        let other = reference.foreign.map(\.schedule) ?? pipelines[id]?.model.schedule
        if let other, ExternalRunOffsets.clocksHinder(other, pipeline.model.schedule) {
            report.add(
                .noMatchingRun,
                "clocks of \(zone) skip or repeat the time of `\(id)`, which task `\(task.path)` waits for, so that nobody "
                    + "can tell on every day when its run is",
                at: task.location,
                fix: "choose a time that the clocks have once on every day, schedules in UTC, or a dataset that starts "
                    + "this one"
            )
        } else {
            report.add(
                .noMatchingRun,
                "from their schedules nobody can tell which run of `\(id)` task `\(task.path)` waits for",
                at: task.location, fix: "say with `offset:` how much earlier the other run's window starts")
        }
    }

    private static func check(
        _ reference: PipelineReference, of task: CheckContext.Task, at place: SourceLocation,
        _ pipelines: [String: CheckContext.Pipeline], _ environment: String, _ report: inout DiagnosticReport
    ) {
        if reference.foreign != nil {
            guard pipelines[reference.pipeline] != nil else { return }
            report.add(
                .unknownPipeline,
                "task `\(task.path)` takes pipeline `\(reference.pipeline)` for a foreign one, and the project has it",
                at: place, fix: "name the pipeline itself, so that what you say of it is checked")
            return
        }
        guard let target = pipelines[reference.pipeline] else {
            report.add(
                .unknownPipeline,
                "task `\(task.path)` names pipeline `\(reference.pipeline)`, which the project does not have in environment `\(environment)`",
                at: place,
                fix: suggestion(for: reference.pipeline, among: pipelines.keys.sorted(), "pipelines", of: "the project")
            )
            return
        }
        guard let path = reference.task else { return }
        if reference.isGroup == true {
            let groups = target.model.root.groupPaths
            guard !groups.contains(path) else { return }
            report.add(
                .unknownPipeline,
                "task `\(task.path)` waits for group `\(path)`, which pipeline `\(reference.pipeline)` does not have",
                at: place, fix: suggestion(for: path, among: groups, "groups", of: "`\(reference.pipeline)`"))
            return
        }
        guard target.graph.index(of: path) == nil else { return }
        report.add(
            .unknownPipeline,
            "task `\(task.path)` waits for task `\(path)`, which pipeline `\(reference.pipeline)` does not have",
            at: place,
            fix: suggestion(for: path, among: target.graph.tasks.map(\.path), "tasks", of: "`\(reference.pipeline)`"))
    }
}

extension ScopeModel {
    /// The paths of the groups of all depths.
    fileprivate var groupPaths: [String] {
        nodes.flatMap { node -> [String] in
            if case .group(let group) = node { [group.path] + group.scope.groupPaths } else { [] }
        }
    }
}
