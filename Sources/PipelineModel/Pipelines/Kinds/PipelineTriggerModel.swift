/// A run of another pipeline, started by a task.
package struct PipelineTriggerModel: KindModel {
    package var pipeline: String
    /// Set for a pipeline that the project does not have.
    package var foreign: ForeignPipelineModel?
    package var configuration: [ValueModel.Entry]
    /// Whether the started run is about the same window, and so is not started twice for it.
    package var sharesWindow: Bool
    package var waits: Bool
    /// Seconds between two looks at the started run.
    package var period: Int?
    package var deferrable: Bool

    package init(pipeline: String, configuration: [ValueModel.Entry]) {
        self.pipeline = pipeline
        self.configuration = configuration
        sharesWindow = true
        waits = false
        deferrable = false
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) { configuration.visitTexts(visit) }

    package var inputs: [TaskInput] { configuration.inputs(as: .value) }

    package var pipelines: [PipelineReference] {
        var reference = PipelineReference(pipeline: pipeline)
        reference.foreign = foreign
        return [reference]
    }

    package var awaited: PipelineReference? { waits && sharesWindow ? PipelineReference(pipeline: pipeline) : nil }

    package var leavesResult: Bool { false }

    package var numbers: [NumberModel] { NumberModel.time("every", period) }
}

/// What is known of a pipeline that the project does not declare.
package struct ForeignPipelineModel: Hashable, Sendable, Codable {
    package var schedule: ScheduleModel?

    package init(schedule: ScheduleModel?) {
        self.schedule = schedule
    }
}

/// A pipeline, or a task of it, that another one names.
package struct PipelineReference: Hashable, Sendable, Codable {
    package var pipeline: String
    /// The path of a task, or of a group.
    package var task: String?
    /// Whether the path is that of a group.
    package var isGroup: Bool?
    /// Set for a pipeline that the project does not have.
    package var foreign: ForeignPipelineModel?

    package init(pipeline: String, task: String? = nil) {
        self.pipeline = pipeline
        self.task = task
    }
}
