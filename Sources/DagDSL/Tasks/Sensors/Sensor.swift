import Diagnostics
import PipelineModel

/// A task that waits for something outside the pipeline.
public protocol Sensor: PipelineTask {}

/// Where a sensor is between two looks.
public enum SensorMode: Sendable {
    /// On its worker slot: for waits of seconds.
    case poke
    /// Nowhere: it gives its slot back. For waits of minutes and more.
    case reschedule
    /// In the triggerer, where thousands can wait at once.
    case deferred

    var model: SensorModel.Mode {
        switch self {
        case .poke: .poke
        case .reschedule: .reschedule
        case .deferred: .deferred
        }
    }
}

/// What happens when a sensor has waited in vain.
public enum SensorTimeout: Sendable {
    /// The task fails.
    case fail
    /// The task and what needs it are skipped.
    case skip
}

/// What happens when a sensor cannot look, because what it asks answers with an error.
public enum SensorError: Sendable {
    /// The try fails, and the retry policy decides.
    case fail
    /// The task and what needs it are skipped, also when it has waited in vain.
    case skip
    /// It notes the error and looks again later.
    case keepWaiting

    var model: SensorModel.ErrorPolicy {
        switch self {
        case .fail: .fail
        case .skip: .skip
        case .keepWaiting: .keepWaiting
        }
    }
}

extension Sensor {
    /// Says what an error of a look does. By default the try fails.
    public func onError(_ policy: SensorError) -> Self { changingSensor { $0.onError = policy.model } }

    /// Looks so often. By default it reschedules itself, and looks once a minute.
    public func checking(every period: Duration, mode: SensorMode = .reschedule) -> Self {
        changingSensor {
            $0.period = period.wholeSeconds
            $0.mode = mode.model
        }
    }

    /// Waits in the triggerer, without a worker's slot.
    public func deferred() -> Self { changingSensor { $0.mode = .deferred } }

    /// Gives up after so long. Airflow's default is a week.
    public func givingUp(after limit: Duration, then outcome: SensorTimeout = .fail) -> Self {
        changingSensor {
            $0.timeout = limit.wholeSeconds
            $0.skipsOnTimeout = outcome == .skip
        }
    }

    /// Looks less and less often.
    public func backingOff() -> Self { changingSensor { $0.backsOff = true } }

    func changingSensor(_ change: (inout SensorModel) -> Void) -> Self {
        changing { task in
            guard case .sensor(var model) = task.kind else { return }
            change(&model)
            task.kind = .sensor(model)
        }
    }
}
