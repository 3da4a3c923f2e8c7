import DagDSL
import Diagnostics
import PipelineModel

/// Turns one pipeline into its model.
enum PipelineLowering {
    static func lower(
        _ entry: CatalogEntry, defaultStart: Day, into report: inout DiagnosticReport
    ) -> (model: PipelineModel, sources: SourceMap) {
        let pipeline = entry.pipeline
        let schedule = pipeline.schedule
        for problem in schedule.problems {
            report.add(
                .badCron, problem, at: schedule.location,
                fix: "write hours from 00 to 23 and minutes from 00 to 59, as in `02:30`")
        }

        var sources = SourceMap(pipeline: entry.location, schedule: schedule.location)
        let placement = ScopePlacement(flow(of: pipeline), into: &report)
        var root = ScopeLowering.lower(placement, into: &sources, report: &report)
        var model = PipelineModel(
            id: pipeline.id.description, source: entry.source, schedule: schedule.model, owner: pipeline.owner.name,
            root: root)
        model.title = pipeline.title
        model.summary = pipeline.summary
        model.start = (pipeline.start ?? defaultStart).model
        model.end = pipeline.end?.model
        model.catchUp = pipeline.catchUp
        model.maximumActiveRuns = pipeline.maximumActiveRuns
        model.maximumActiveTasks = pipeline.maximumActiveTasks
        model.runTimeout = pipeline.runTimeout?.wholeSeconds
        model.tags = pipeline.tags.map(\.description)
        model.defaults = pipeline.defaults.policies
        model.notifications = pipeline.notifications.map(\.model)
        model.suppressions = pipeline.suppressions.map(\.model)
        sources.suppressions += pipeline.suppressions.map { .init($0, of: nil) }
        sources.namesStart = pipeline.start != nil
        model.deadline = pipeline.deadline?.model
        model.params = pipeline.params.map(\.model)
        model.rendersNativeObjects = pipeline.rendersNativeObjects
        model.criticality = pipeline.criticality?.model
        CriticalityLowering.lower(&root, of: model, &sources, &report)
        ImpliedEdges.remove(from: &root)
        if schedule.model.isStartedByUpdates { UpdateWindows.lower(&root) }
        model.root = root
        return (model, sources)
    }

    private static func flow(of pipeline: some Pipeline) -> FlowGraph { pipeline.flow.graph }
}
