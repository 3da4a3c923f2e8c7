import PipelineModel

/// When a task may start, seen from the tasks right before it.
public enum StartRule: Sendable {
    /// All have succeeded.
    case allSucceeded
    /// All have ended, however they ended.
    case allEnded
    /// All have ended, none was skipped, and one has succeeded. Airflow has it from 3.1 on.
    case allEndedOneSucceeded
    /// All have failed.
    case allFailed
    /// All were skipped.
    case allSkipped
    /// At once when the run starts: the order says nothing but where people see it.
    case always
    /// One has succeeded, whatever the others do.
    case oneSucceeded
    /// One has failed, whatever the others do.
    case oneFailed
    /// One has ended, whatever the others do.
    case oneEnded
    /// None has failed; some may be skipped.
    case noneFailed
    /// None was skipped.
    case noneSkipped
    /// None has failed, and one has succeeded.
    case noneFailedOneSucceeded

    var model: TriggerRule {
        switch self {
        case .allSucceeded: .allSuccess
        case .allEnded: .allDone
        case .allEndedOneSucceeded: .allDoneMinOneSuccess
        case .allFailed: .allFailed
        case .allSkipped: .allSkipped
        case .always: .always
        case .oneSucceeded: .oneSuccess
        case .oneFailed: .oneFailed
        case .oneEnded: .oneDone
        case .noneFailed: .noneFailed
        case .noneSkipped: .noneSkipped
        case .noneFailedOneSucceeded: .noneFailedMinOneSuccess
        }
    }
}
