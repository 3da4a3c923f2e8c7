import PipelineModel

/// How a machine repeats failed tries: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
enum RetryPolicy {
    /// Seconds that Step Functions waits at the least and at the most.
    private static let shortestWait = 1
    private static let longestWait = 31_622_400
    private static let longestInterval = 99_999_999

    /// Retriers in the order in which they are tried, each with a counter of its own.
    static func retriers(of retry: RetryModel?) -> [Retrier] {
        guard let retry else { return [] }
        guard let classes = retry.classes else { return retrier(["States.ALL"], retry).map { [$0] } ?? [] }
        let known = classes.filter { $0.errorClass != .other }
        var retriers: [Retrier] = []
        for item in known {
            let names = ErrorNames.of(item.errorClass, retry.signs ?? [])
            guard !names.isEmpty else { continue }
            // A class that is never retried must not fall to the policy of all others.
            retriers.append(
                retrier(names, item.retry) ?? Retrier(errors: names, interval: 1, attempts: 0, backoff: 1))
        }
        let others = classes.first { $0.errorClass == .other }
        return retriers + (others.flatMap { retrier(["States.ALL"], $0.retry) }.map { [$0] } ?? [])
    }

    /// Linear waits are doubled ones up to the longest linear one, as on Airflow: none is shorter than asked for.
    private static func retrier(_ errors: [String], _ retry: RetryModel) -> Retrier? {
        guard retry.count > 0 else { return nil }
        let interval = min(max(retry.delay, shortestWait), longestInterval)
        var retrier = Retrier(
            errors: errors, interval: interval, attempts: retry.count, backoff: retry.grows ? 2 : 1)
        let longest: Int? =
            switch retry.growth {
            case .fixed: nil
            case .linear: retry.waits.last
            case .exponential: retry.cap
            }
        // The cap must be longer than the first wait.
        if retry.grows, let longest {
            if longest <= interval {
                retrier = Retrier(errors: errors, interval: interval, attempts: retry.count, backoff: 1)
            } else {
                retrier.maximumDelay = min(longest, longestWait)
            }
        }
        retrier.hasJitter = retry.growth == .exponential
        return retrier
    }
}

/// What services call their errors.
enum ErrorNames {
    /// Gone by themselves after a while. Source: the error names of Lambda, Glue, Athena and ECS in
    /// https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
    private static let transient = [
        "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException", "Glue.InternalServiceException", "Glue.OperationTimeoutException",
        "ECS.AmazonECSException", "Athena.TooManyRequestsException", "States.HeartbeatTimeout",
    ]

    /// Memory, disk, time or places did not suffice.
    private static let resourceLimits = [
        "Glue.ConcurrentRunsExceededException", "Glue.ResourceNumberLimitExceededException", "Lambda.Unknown",
        "MemoryError", "States.Timeout",
    ]

    static func of(_ errorClass: ErrorClass, _ signs: [ErrorSignModel]) -> [String] {
        let known: [String] =
            switch errorClass {
            case .transient: transient
            case .resourceLimit: resourceLimits
            case .dataQuality, .other: []
            }
        let own = signs.filter { $0.errorClass == errorClass }.compactMap { sign -> String? in
            // A function of Lambda is known by the last word of the path of its exception.
            guard case .exception(let path) = sign.sign else { return nil }
            return path.split(separator: ".").last.map(String.init)
        }
        return known + own.filter { !known.contains($0) }
    }
}
