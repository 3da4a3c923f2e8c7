package import Diagnostics
package import PipelineModel

/// One property that a project must have. A check reports and never changes what it is given.
package protocol Check: Sendable {
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
package struct CheckContext: Sendable {
    /// By reference, as every check goes through all pipelines and copies of them cost more than most checks.
    package final class Pipeline: Sendable {
        package let model: PipelineModel
        package let sources: SourceMap
        package let graph: TaskGraph
        /// In the order of the graph.
        package let tasks: [Task]

        init(model: PipelineModel, sources: SourceMap, graph: TaskGraph) {
            self.model = model
            self.sources = sources
            self.graph = graph
            tasks = graph.tasks.map { Task($0, at: sources.location(ofTask: $0.path)) }
        }
    }

    /// A task, with all that its model says. By reference, as a pipeline is.
    @dynamicMemberLookup
    package final class Task: Sendable {
        package let model: TaskModel
        package let location: SourceLocation
        /// Every text that the author wrote into it.
        package let texts: [RuntimeText]
        /// The parts of these texts, and those that functions in them are given.
        package let parts: [RuntimeText.Part]

        init(_ model: TaskModel, at location: SourceLocation) {
            self.model = model
            self.location = location
            texts = model.kind.facts.texts
            parts = texts.flatMap(\.allParts)
        }

        package subscript<Value>(dynamicMember property: KeyPath<TaskModel, Value>) -> Value {
            model[keyPath: property]
        }
    }

    /// A stream, and where it was written.
    package struct Stream: Sendable {
        package let model: StreamModel
        package let sources: StreamSources
    }

    package let model: ProjectModel
    package let pipelines: [Pipeline]
    package let streams: [Stream]
    /// Where the environment is declared.
    package let environment: SourceLocation?
    /// Where its operations are declared, if it has any.
    package let operations: SourceLocation?
    let notSecrets: [NotSecretModel]

    init(_ project: LoweredProject) {
        model = project.model
        environment = project.environment
        operations = project.operations
        notSecrets = project.notSecrets
        streams = zip(project.model.streams, project.streams).map { Stream(model: $0, sources: $1) }
        pipelines = zip(project.model.pipelines, project.sources).map { pipeline, sources in
            Pipeline(model: pipeline, sources: sources, graph: TaskGraph(pipeline.root))
        }
    }
}

/// Those that hold for every target. They run side by side; the order of findings is that of the source, whatever stands
/// here.
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
    ValuesCanCome.self,
    HandlersStandAside.self,
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
    DaysAreTheZones.self,
    DatesAreInOrder.self,
    CatchUpIsBounded.self,
    StartsAreSpread.self,
    SchedulesGiveWindows.self,
    LimitsLetRunsStart.self,
    RetriesFitTheRun.self,
    PathsFitTheRun.self,
    NumbersAreInRange.self,
    PoolsExist.self,
    PoolsKeepUp.self,
    PodsMayUseWhatTheyAskFor.self,
    ConnectionsExist.self,
    ConnectionsFit.self,
    VariablesExist.self,
    ParamsAreDeclared.self,
    ParamsFitTheirLimits.self,
    ItemsHaveAMapping.self,
    ItemsHaveTheirNames.self,
    ListsCombine.self,
    ArgumentsAreDistinct.self,
    MappedGroupsAreClosed.self,
    ListsHaveASize.self,
    PlatformIsSet.self,
    EnvironmentIsWritable.self,
    TimesAreWritable.self,
    NotificationsKnowTheirTasks.self,
    ResultsAreLeft.self,
    CommandsAreNoFiles.self,
    TextsHaveASize.self,
    CommandsAreSafe.self,
    PythonFilesLoad.self,
    PythonNamesAreReadable.self,
    ExternalRunsExist.self,
    ConfigurationsFit.self,
    SecretsAreReferences.self,
    DatasetsHaveOneProducer.self,
    DatasetsAreDistinct.self,
    TriggersHaveProducers.self,
    TriggersEnd.self,
    ReadersWaitForWriters.self,
    ComparisonsSaySomething.self,
    EnginesCanAnswer.self,
    SelectionsAreKnown.self,
    SparkSettingsAgree.self,
    SparkProgramsLoad.self,
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
    ProfilesFit.self,
    ComponentsAreInstallable.self,
    BackupsKeepPromises.self,
]
