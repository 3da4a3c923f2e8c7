package import DagDSL
package import Diagnostics
package import PipelineModel

/// Turns one pipeline into its model.
package enum PipelineLowering {
    /// Evaluates the pipeline's `flow` once, without what is known of a dbt project.
    package static func lower(
        _ entry: CatalogEntry, defaultStart: Day, into report: inout DiagnosticReport
    ) -> (model: PipelineModel, sources: SourceMap) {
        var dbt = DbtLowering()
        return lower(entry, defaultStart: defaultStart, &dbt, into: &report)
    }

    /// Evaluates the pipeline's `flow` once.
    static func lower(
        _ entry: CatalogEntry, defaultStart: Day, _ dbt: inout DbtLowering, into report: inout DiagnosticReport
    ) -> (model: PipelineModel, sources: SourceMap) {
        let pipeline = entry.pipeline
        let schedule = pipeline.schedule
        for problem in schedule.problems {
            report.add(.badCron, problem.message, at: schedule.location, fix: problem.fix)
        }

        ForeignProperties.report(entry, into: &report)
        reportIgnoredProperties(of: entry, into: &report)
        var sources = SourceMap(pipeline: entry.location, schedule: schedule.location)
        sources.properties = entry.properties
        let placement = ScopePlacement(flow(of: pipeline), into: &report)
        var (root, paths) = ScopeLowering.lower(placement, into: &sources, report: &report)
        dbt.lower(&root, of: pipeline.id.description, &sources, &report)
        var model = model(of: entry, root, defaultStart, paths)
        sources.suppressions += pipeline.suppressions.map { .init($0, of: nil) }
        sources.namesStart = pipeline.start != nil
        DefaultRules.lower(&root, to: model.defaultRule)
        if pipeline.defaults.bearsFailures == true { DefaultRules.bearFailures(&root) }
        CriticalityLowering.lower(&root, of: model, &sources, &report)
        ImpliedEdges.remove(from: &root)
        model.root = root
        TimesOfRuns.lower(&model)
        return (model, sources)
    }

    /// What the pipeline says of itself, apart from its flow.
    private static func model(
        of entry: CatalogEntry, _ root: ScopeModel, _ defaultStart: Day, _ paths: TaskPaths
    ) -> PipelineModel {
        let pipeline = entry.pipeline
        var model = PipelineModel(
            id: pipeline.id.description, source: entry.source, schedule: pipeline.schedule.model,
            owner: pipeline.owner.name, root: root)
        model.title = pipeline.title
        model.summary = pipeline.summary
        model.documentation = pipeline.documentation ?? entry.documentation
        model.start = (pipeline.start ?? defaultStart).named
        model.startTime = pipeline.startTime.map { ClockTime(hour: $0.written.hour, minute: $0.written.minute) }
        model.end = pipeline.end?.named
        model.schedule.leaveOutDays(before: model.start, after: model.end)
        model.catchUp = pipeline.catchUp
        model.maximumActiveRuns = pipeline.maximumActiveRuns
        model.maximumActiveTasks = pipeline.maximumActiveTasks
        model.runTimeout = pipeline.runTimeout?.wholeSeconds
        model.tags = pipeline.tags.map(\.description)
        model.defaults = pipeline.defaults.policies
        model.defaultRule = pipeline.defaults.rule
        model.defaults.notifications = model.defaults.notifications?.map(paths.naming)
        model.notifications = pipeline.notifications.map { paths.naming($0.model) }
        model.suppressions = pipeline.suppressions.map(\.model)
        model.deadline = pipeline.deadline?.model
        model.params = pipeline.params.map(\.model)
        model.rendersNativeObjects = pipeline.rendersNativeObjects
        model.macros = pipeline.macros.map(\.model)
        model.filters = pipeline.filters.map(\.model)
        model.objectives = pipeline.objectives.map(\.model)
        model.renamedFrom = pipeline.renamedFrom?.description
        model.criticality = pipeline.criticality?.model
        model.tellAtOnce()
        return model
    }

    /// Computed properties cannot be seen here.
    private static func reportIgnoredProperties(of entry: CatalogEntry, into report: inout DiagnosticReport) {
        for (label, value) in Mirror(reflecting: entry.pipeline).children {
            guard let label, let property = OptionalProperty.named[label], type(of: value) != property.type
            else { continue }
            report.add(
                .ignoredProperty,
                "`\(label)` is ignored: it is no `\(property.spelling)`, which a pipeline declares by this name",
                at: entry.properties[label] ?? entry.location,
                fix: "write `let \(label): \(property.spelling) = …`, or give a value of your own another name")
        }
    }

    private static func flow(of pipeline: some Pipeline) -> FlowGraph { pipeline.flow.graph }
}

extension Day {
    /// Nil where no day is meant.
    fileprivate var named: CalendarDate? { isUnbounded ? nil : model }
}

extension ScheduleModel {
    /// A calendar that several pipelines share knows more days than each of them runs on. The run that covers the time
    /// from the end on is still one.
    fileprivate mutating func leaveOutDays(before start: CalendarDate?, after end: CalendarDate?) {
        guard case .days(var days) = self else { return }
        let last = end.flatMap { end in days.coversIntervals ? days.days.first { $0 > end } : end } ?? days.days.last
        days.days = days.days.filter { day in start.map { $0 <= day } ?? true && last.map { day <= $0 } ?? true }
        self = .days(days)
    }
}
