import BackendInterface
import Compiler
import Diagnostics
import PipelineModel

/// What a pipeline promises, as far as alarms of CloudWatch can hold it to that: they see how many executions have
/// succeeded and failed.
struct PromisedRuns {
    private let pipeline: PipelineModel
    private let promises: [ObjectiveModel]
    /// Whether rules of Prometheus watch over the promises.
    private let isWatched: Bool

    init(_ pipeline: PipelineModel, in environment: EnvironmentModel) {
        self.pipeline = pipeline
        promises = pipeline.promises(in: environment.operations)
        isWatched = environment.operations != nil
    }

    /// An alarm looks back seven days where its periods are an hour.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    private static let longestAlarm = 168

    /// Hours without a success after which an alarm goes off: what is promised, or else two more than lie between two
    /// runs. Nil where no alarm can wait for so long, or no clock starts the pipeline and nothing is promised.
    var hoursOfSilence: Int? {
        let hours = promises.compactMap(hoursOfSilence).min() ?? interval.map { Self.hours($0) + 2 }
        return hours.flatMap { $0 <= Self.longestAlarm ? $0 : nil }
    }

    /// Each failed execution is told, which is more than any promise of successes asks for.
    var limits: [Limit] {
        guard !isWatched else { return [] }
        let unheard = promises.compactMap(unheard)
        guard !unheard.isEmpty else { return [] }
        var known: Set<String> = []
        let words = unheard.filter { known.insert($0).inserted }.joined(separator: " and ")
        return [
            Limit(
                "promises \(words), which no alarm of CloudWatch is made for",
                fix:
                    "give the environment `operations:`, whose rules watch over it, or suppress the warning with a reason",
                code: .unheardPromise)
        ]
    }

    /// Seconds.
    private var interval: Int? { FireTimes(pipeline)?.interval?.upperBound }

    private static func hours(_ seconds: Int) -> Int { (seconds + 3_599) / 3_600 }

    private func hoursOfSilence(_ promise: ObjectiveModel) -> Int? {
        switch promise.promise {
        case .fresh(let limit): max(1, Self.hours(limit))
        case .freshAsScheduled(let grace): interval.map { Self.hours($0.addingSaturated(grace)) }
        case .runsDoNotFail, .runsSucceed, .runsSucceedShare, .onTime, .quality, .consistent: nil
        }
    }

    private func unheard(_ promise: ObjectiveModel) -> String? {
        switch promise.promise {
        case .runsDoNotFail, .runsSucceed, .runsSucceedShare: nil
        case .fresh, .freshAsScheduled:
            hoursOfSilence(promise).flatMap {
                $0 <= Self.longestAlarm ? nil : "to be fresh within more than seven days"
            }
        case .onTime: "to be ready by a time of the day"
        case .quality: "a share of rows that are right"
        case .consistent: "how far layers differ at most"
        }
    }
}
