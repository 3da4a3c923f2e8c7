import Diagnostics
import PipelineModel

/// One property that a project must have. A check reports and never changes what it is given.
protocol Check: Sendable {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport)
}

extension Check {
    /// What it finds beyond what was found before, which it may look at.
    static func findings(in project: CheckContext, after before: DiagnosticReport) -> DiagnosticReport {
        var all = before
        run(project, &all)
        var found = DiagnosticReport()
        for diagnostic in all.diagnostics.dropFirst(before.diagnostics.count) { found.add(diagnostic) }
        return found
    }
}

/// A project with what most checks need to know of it, computed once.
struct CheckContext: Sendable {
    /// By reference, as every check goes through all pipelines and copies of them cost more than most checks.
    final class Pipeline: Sendable {
        let model: PipelineModel
        let sources: SourceMap
        let graph: TaskGraph
        /// In the order of the graph.
        let tasks: [Task]

        init(model: PipelineModel, sources: SourceMap, graph: TaskGraph) {
            self.model = model
            self.sources = sources
            self.graph = graph
            tasks = graph.tasks.map { Task($0, at: sources.location(ofTask: $0.path)) }
        }
    }

    /// A task, with all that its model says. By reference, as a pipeline is.
    @dynamicMemberLookup
    final class Task: Sendable {
        let model: TaskModel
        let location: SourceLocation
        /// Every text that the author wrote into it.
        let texts: [RuntimeText]
        /// The parts of these texts, and those that functions in them are given.
        let parts: [RuntimeText.Part]

        init(_ model: TaskModel, at location: SourceLocation) {
            self.model = model
            self.location = location
            texts = model.kind.facts.texts
            parts = texts.flatMap(\.allParts)
        }

        subscript<Value>(dynamicMember property: KeyPath<TaskModel, Value>) -> Value { model[keyPath: property] }
    }

    let model: ProjectModel
    let pipelines: [Pipeline]
    /// Where the environment is declared.
    let environment: SourceLocation?
    /// Where its operations are declared, if it has any.
    let operations: SourceLocation?

    init(_ project: LoweredProject) {
        model = project.model
        environment = project.environment
        operations = project.operations
        pipelines = zip(project.model.pipelines, project.sources).map { pipeline, sources in
            Pipeline(model: pipeline, sources: sources, graph: TaskGraph(pipeline.root))
        }
    }
}

/// They run side by side; the order of findings is that of the source, whatever stands here.
let allChecks: [any Check.Type] = [
    AcyclicFlow.self,
    NamesAreAllowed.self,
    PipelinesHaveTasks.self,
    GroupsHaveTasks.self,
    GroupClassesStandAlone.self,
    FilesAreDistinct.self,
    TasksAreConnected.self,
    OrdersAddSomething.self,
    SetupsGuardTheirWork.self,
    FlowsStaySmall.self,
    JoinsRun.self,
    FailuresStopWork.self,
    GatesLeaveRulesAlone.self,
    CriticalTasksTell.self,
    CriticalPipelinesStop.self,
    ValuesOutliveFailures.self,
    SchedulesFire.self,
    SchedulesAreFixed.self,
    PartitionsAreMapped.self,
    ZonesAreKnown.self,
    CronSaysWhatItMeans.self,
    ClocksShowTheTime.self,
    DatesAreInOrder.self,
    CatchUpIsBounded.self,
    StartsAreSpread.self,
    SchedulesGiveWindows.self,
    LimitsLetRunsStart.self,
    RetriesFitTheRun.self,
    PoolsExist.self,
    WorkerPodsAreKnown.self,
    ConnectionsExist.self,
    ConnectionsFit.self,
    VariablesExist.self,
    ParamsAreDeclared.self,
    ItemsHaveAMapping.self,
    ItemsHaveTheirNames.self,
    ListsCombine.self,
    ArgumentsAreDistinct.self,
    MappingsStandAlone.self,
    MappedGroupsAreClosed.self,
    MappedGroupsCount.self,
    PlatformIsSet.self,
    EnvironmentIsWritable.self,
    TemplatesRender.self,
    TimesAreWritable.self,
    FunctionsHideNothing.self,
    NotificationsKnowTheirTasks.self,
    CommandsAreNoFiles.self,
    CommandsAreSafe.self,
    PythonFunctionsExist.self,
    PythonNamesAreReadable.self,
    ExternalRunsExist.self,
    SecretsAreReferences.self,
    DatasetsHaveOneProducer.self,
    DatasetsAreDistinct.self,
    TriggersHaveProducers.self,
    TriggersEnd.self,
    ReadersWaitForWriters.self,
    ComparisonsSaySomething.self, EnginesCanAnswer.self,
    SelectionsAreKnown.self,
    SparkSettingsAgree.self,
    WaitsEnd.self,
    ExternalRunsMeet.self,
    RunsDoNotBlock.self,
    SensorsGiveUp.self,
    AlertsReachPeople.self,
    AlertsAreExplained.self,
    ComponentsAreSeen.self,
    ThresholdsDecide.self,
    PipelinesPromise.self,
    WindowsAreKept.self,
    SeriesFit.self,
    OperationsNamesExist.self,
]
