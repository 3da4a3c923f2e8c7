import Diagnostics
import PipelineModel

/// One property that a project must have. A check reports and never changes what it is given.
protocol Check: Sendable {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport)
}

/// A project with what most checks need to know of it, computed once.
struct CheckContext: Sendable {
    /// By reference, as every check goes through all pipelines and copies of them cost more than most checks.
    final class Pipeline: Sendable {
        let model: PipelineModel
        let sources: SourceMap
        let graph: TaskGraph

        init(model: PipelineModel, sources: SourceMap, graph: TaskGraph) {
            self.model = model
            self.sources = sources
            self.graph = graph
        }
    }

    let model: ProjectModel
    let pipelines: [Pipeline]

    init(_ project: LoweredProject) {
        model = project.model
        pipelines = zip(project.model.pipelines, project.sources).map { pipeline, sources in
            Pipeline(model: pipeline, sources: sources, graph: TaskGraph(pipeline.root))
        }
    }
}

/// In the order in which they run; the order of findings is that of the source, whatever stands here.
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
    ConnectionsExist.self,
    ConnectionsFit.self,
    VariablesExist.self,
    ParamsAreDeclared.self,
    ItemsHaveAMapping.self,
    MappedGroupsAreClosed.self,
    MappedGroupsCount.self,
    PlatformIsSet.self,
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
    ComparisonsSaySomething.self,
    SelectionsAreKnown.self,
    SparkSettingsAgree.self,
    WaitsEnd.self,
    ExternalRunsMeet.self,
    RunsDoNotBlock.self,
    SensorsGiveUp.self,
]
