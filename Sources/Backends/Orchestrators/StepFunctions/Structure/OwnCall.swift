/// What becomes of errors of calls that a machine makes on its own account, and no task of the pipeline: a throttled call
/// or an answer of 5xx must not fail a run whose work is done.
///
/// Source: https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
extension Retrier {
    /// Three minutes and more, of which jitter takes a part away.
    static let ownCall = Retrier(
        errors: ["States.ALL"], interval: 5, attempts: 6, backoff: usualBackoff, maximumDelay: 60, hasJitter: true)

    /// What comes of the call is an answer, and asking again would not change it.
    static func never(_ error: String) -> Retrier { Retrier(errors: [error], interval: 1, attempts: 0, backoff: 1) }
}

extension Robustness {
    static let ownCall = Robustness(retriers: [.ownCall])

    /// Of a change of the table of runs that may be refused, which hands the run's record on to another state.
    static func ownCall(whenRefused next: String) -> Robustness {
        Robustness(
            retriers: [.never(RunTable.refused), .ownCall],
            catchers: [Catcher(errors: [RunTable.refused], output: .expression(RunRecord.input), next: next)])
    }
}
