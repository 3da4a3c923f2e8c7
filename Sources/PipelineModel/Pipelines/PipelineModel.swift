/// One pipeline: when it runs, what its runs have in common, and the tasks and edges inside.
package struct PipelineModel: Hashable, Sendable, Codable {
    package var id: String
    /// The file of the declaration, relative to the package, such as `pipelines/DailyBatchProcessing.swift`.
    package var source: String
    package var title: String?
    /// What the pipeline is for, in the author's words. People are shown it.
    package var summary: String
    /// What explains it in more words, in Markdown.
    package var documentation: String?
    package var schedule: ScheduleModel
    package var start: CalendarDate?
    /// When the first day begins; nil for midnight.
    package var startTime: ClockTime?
    package var end: CalendarDate?
    /// Whether intervals that passed before the first deployment are run too.
    package var catchUp: Bool
    package var maximumActiveRuns: Int?
    package var maximumActiveTasks: Int?
    /// Seconds after which a run is failed.
    package var runTimeout: Int?
    package var owner: String
    package var tags: [String]
    package var defaults: TaskPolicies
    /// The rule of tasks that name none.
    package var defaultRule: TriggerRule?
    package var notifications: [NotificationModel]
    /// What failures mean for a run, where tasks do not say it. A critical pipeline stops at the first one.
    package var criticality: CriticalityModel?
    package var suppressions: [SuppressionModel]
    package var deadline: DeadlineModel?
    package var params: [ParamModel]
    /// Whether templates give values of Python in place of text.
    package var rendersNativeObjects: Bool
    /// Functions that templates call.
    package var macros: [TemplateFunctionModel] = []
    /// Functions that templates put values through.
    package var filters: [TemplateFunctionModel] = []
    /// What it promises itself, before datasets and the environment add to it.
    package var objectives: [ObjectiveModel] = []
    /// The id that it had before.
    package var renamedFrom: String?
    package var root: ScopeModel

    package init(id: String, source: String, schedule: ScheduleModel, owner: String, root: ScopeModel) {
        self.id = id
        self.source = source
        self.summary = ""
        self.schedule = schedule
        self.catchUp = false
        self.owner = owner
        self.tags = []
        self.defaults = TaskPolicies()
        self.notifications = []
        self.suppressions = []
        self.params = []
        self.rendersNativeObjects = false
        self.root = root
    }
}

extension PipelineModel {
    /// The first day, or one that stands for it where none is named.
    package var countedFrom: CalendarDate { start ?? .unnamedStart }

    /// Seconds after midnight at which the first day begins.
    package var startSecond: Int { startTime.map { $0.hour * 3600 + $0.minute * 60 } ?? 0 }

    /// A time of a run, as a target finds it for this schedule.
    package func time(_ moment: RuntimeText.TimeModel.Moment, in zone: String? = nil) -> RuntimeText.TimeModel {
        RuntimeText.TimeModel(moment, zone: zone).found(by: schedule)
    }
}
