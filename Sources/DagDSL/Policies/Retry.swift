package import PipelineModel

/// How often and how patiently a failed try is repeated.
public struct Retry: Sendable {
    package let model: RetryModel

    /// No second try.
    public static let never = Retry(model: RetryModel(count: 0, growth: .fixed, delay: 0))

    /// `count` more tries with the same wait before each.
    public static func fixed(_ count: Int, every delay: Duration) -> Retry {
        Retry(model: RetryModel(count: count, growth: .fixed, delay: delay.wholeSeconds))
    }

    /// `count` more tries; the waits are `step`, twice `step`, three times `step`, and never longer than `cap`.
    ///
    /// Airflow has no linear waits of its own. Of a retry for all errors, each wait is at least as long as asked for
    /// and never longer than the last one asked for; in ``byErrorClass(transient:resourceLimit:dataQuality:otherwise:knowing:)``
    /// they are exact.
    public static func linear(_ count: Int, by step: Duration, upTo cap: Duration? = nil) -> Retry {
        Retry(
            model: RetryModel(count: count, growth: .linear, delay: step.wholeSeconds, cap: cap?.wholeSeconds))
    }

    /// `count` more tries; each wait is twice the last one and never longer than `cap`.
    public static func exponential(_ count: Int, from delay: Duration, upTo cap: Duration) -> Retry {
        Retry(
            model: RetryModel(
                count: count, growth: .exponential, delay: delay.wholeSeconds, cap: cap.wholeSeconds))
    }

    /// As often and as patiently as the error deserves. Needs Airflow 3.3.
    ///
    /// A lost connection or a time-out of the network is transient, and so is exit code 75. Memory that does not
    /// suffice and a try that takes too long are resource limits, as are the exit codes 71 and 137. A check that fails
    /// is about the data, as is exit code 65. The codes are those of `sysexits.h`; what dagc itself compiles uses
    /// them. All tries of a task count together, whichever errors they end with. Airflow 2 has no place for it: there, a
    /// function ends its retries by raising `AirflowFailException`.
    ///
    /// - Parameters:
    ///   - other: for errors that are none of these.
    ///   - signs: what else is known about errors.
    public static func byErrorClass(
        transient: Retry = .exponential(3, from: .minutes(1), upTo: .minutes(15)),
        resourceLimit: Retry = .linear(2, by: .minutes(5)),
        dataQuality: Retry = .fixed(1, every: .minutes(5)),
        otherwise other: Retry, knowing signs: [ErrorSign] = []
    ) -> Retry {
        Retry(
            model: RetryModel(
                classes: [
                    ErrorClassModel(.transient, transient.model), ErrorClassModel(.resourceLimit, resourceLimit.model),
                    ErrorClassModel(.dataQuality, dataQuality.model), ErrorClassModel(.other, other.model),
                ], signs: signs.map(\.model)))
    }
}

/// By what an error is known, and what kind of trouble it stands for.
public struct ErrorSign: Sendable {
    /// What kind of trouble an error stands for.
    public enum Class: Sendable {
        /// Gone by itself after a while.
        case transient
        /// Memory, disk, time or a quota did not suffice.
        case resourceLimit
        /// The data is not what it should be.
        case dataQuality
    }

    let model: ErrorSignModel

    /// An exception of Python by its import path, such as `botocore.exceptions.ClientError`, and those derived from it.
    public static func exception(_ path: Name, is errorClass: Class) -> ErrorSign {
        ErrorSign(model: ErrorSignModel(.exception(path.description), errorClass.model))
    }

    /// The status with which the command of a ``Bash`` task ends.
    public static func exitCode(_ code: Int, is errorClass: Class) -> ErrorSign {
        ErrorSign(model: ErrorSignModel(.exitCode(code), errorClass.model))
    }
}

extension ErrorSign.Class {
    fileprivate var model: ErrorClass {
        switch self {
        case .transient: .transient
        case .resourceLimit: .resourceLimit
        case .dataQuality: .dataQuality
        }
    }
}
