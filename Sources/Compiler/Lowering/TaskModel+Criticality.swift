import PipelineModel

extension TaskModel {
    /// Why its failure cannot mean anything else than it does; nil when it can.
    var hasNoSay: String? {
        if role != .work { return "makes or clears away what other tasks need" }
        if isGroupClass { return "is a group whose tasks have policies of their own" }
        if kind.facts.choosesWay || kind.facts.gate != nil { return "decides which way the run goes" }
        return nil
    }

    static func outcome(of task: TaskModel, _ question: OutcomeModel.Question, named name: String) -> TaskModel {
        let instances: TaskInstances? =
            if task.mapping != nil { .all } else if task.groupItems != nil { .own } else { nil }
        var model = TaskModel(
            id: "\(task.id)_\(name)", kind: .outcome(OutcomeModel(of: task.path, question, instances: instances)))
        model.path = "\(task.path)_\(name)"
        model.rule = .allDone
        return model
    }

    static func review(_ review: ReviewModel, of task: TaskModel) -> TaskModel {
        var review = review
        review.task = task.path
        var model = TaskModel(id: "\(task.id)_review", kind: .review(review))
        model.path = "\(task.path)_review"
        return model
    }

    /// Whoever hears of the failure of a critical task hears of the first failed try, too.
    mutating func tellAtOnce(in pipeline: PipelineModel) {
        switch (policies.criticality, pipeline.criticality) {
        case (.critical?, _):
            let told = policies.notifications ?? pipeline.defaults.notifications ?? []
            let hasOneTry = (policies.retry ?? pipeline.defaults.retry)?.count == 0
            policies.notifications = pipeline.tellingAtOnce(told).filter { $0.event != .retried || !hasOneTry }
        case (nil, .critical?): policies.notifications = policies.notifications.map(pipeline.tellingAtOnce)
        default: break
        }
    }
}

extension PipelineModel {
    /// What the tasks of a critical pipeline inherit.
    mutating func tellAtOnce() {
        guard criticality == .critical else { return }
        defaults.notifications = tellingAtOnce(defaults.notifications ?? [])
    }

    /// With whom the pipeline tells of failures, if nobody else is told, and with the first failed try.
    fileprivate func tellingAtOnce(_ notifications: [NotificationModel]) -> [NotificationModel] {
        var told = notifications
        if !told.contains(where: { $0.event == .failed }) {
            told += self.notifications.filter { $0.event == .failed }
        }
        for failure in told where failure.event == .failed {
            var retry = failure
            retry.event = .retried
            if !told.contains(where: { $0.event == .retried && $0.channel == failure.channel }) { told.append(retry) }
        }
        return told
    }
}

extension TaskPolicies {
    /// What the defaults ask of work is not meant for a task that only looks at another one.
    mutating func forgoDefaults(of pipeline: PipelineModel) {
        if pipeline.defaults.retry != nil { retry = RetryModel(count: 0, growth: .fixed, delay: 0) }
        if pipeline.defaults.notifications != nil { notifications = [] }
        if pipeline.defaults.dependsOnPast == true { dependsOnPast = false }
    }
}
