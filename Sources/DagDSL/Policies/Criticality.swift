package import PipelineModel

/// What the failure of a task means for the rest of its run.
public struct Criticality: Sendable {
    package let model: CriticalityModel

    /// People hear at once: of the first try that fails, not only of the last one.
    ///
    /// They are those of the task's notifications, of the defaults' or of the pipeline's, in this order. What comes
    /// after the task does not start, as always. A pipeline that is critical also stops everything else at the first
    /// task that fails.
    public static let critical = Criticality(model: .critical)

    /// The run goes on without it and ends green, and shows that it went without.
    ///
    /// The task stays red, and a task `…_settled` behind it, for which all later tasks wait, says that it failed. What
    /// later tasks read of its result is empty.
    public static let nonCritical = Criticality(model: .nonCritical)

    /// Whatever it has checked is held back until somebody has looked at it, for a day at most.
    public static let dataQuality = dataQuality(reviewedWithin: .days(1))

    /// Whatever it has checked is held back until somebody has looked at it.
    ///
    /// When the task has failed, a task `…_review` asks a person. An approval lets the run go on; a refusal, and no
    /// answer in time, fail it. From Airflow 3.1 on the question stands among the required actions; on Airflow 2 the
    /// task waits until somebody marks it as success or as failed, and anybody may.
    ///
    /// - Parameters:
    ///   - question: what is asked; by default, whether the run may go on.
    ///   - limit: how long the run waits.
    ///   - people: who may answer; by default everybody.
    public static func dataQuality(
        asking question: Name? = nil, reviewedWithin limit: Duration, by people: Person...
    ) -> Criticality {
        Criticality(
            model: .dataQuality(
                ReviewModel(
                    subject: question?.description, timeout: limit.wholeSeconds,
                    people: people.map { ConfigurationEntry(key: $0.id.description, value: $0.name.description) })))
    }
}

extension PipelineTask {
    /// Says what its failure means for the rest of the run.
    public func criticality(_ criticality: Criticality) -> Self {
        changing { $0.policies.criticality = criticality.model }
    }
}
