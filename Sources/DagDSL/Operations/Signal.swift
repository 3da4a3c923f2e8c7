import PipelineModel

/// What a component shows of its work, in terms that all components share: the environment's thresholds apply to it,
/// and every dashboard shows it.
public struct Signal: Sendable {
    let model: SignalModel

    /// What failed among all of what was done. Both are counters.
    public static func errors(_ failed: Series, of all: Series) -> Signal {
        Signal(model: .errors(failed.model, of: all.model))
    }

    /// How far it is behind. A gauge in seconds or milliseconds.
    public static func lag(_ gauge: Series) -> Signal { Signal(model: .lag(gauge.model)) }

    /// What it got done. A counter.
    public static func throughput(_ counter: Series) -> Signal { Signal(model: .throughput(counter.model)) }

    /// Seconds in which processors had nothing to do. A counter.
    public static func idleProcessors(_ counter: Series) -> Signal { Signal(model: .idleProcessors(counter.model)) }

    /// Memory that is free, and all of it. Gauges.
    public static func freeMemory(_ free: Series, of all: Series) -> Signal {
        Signal(model: .freeMemory(free.model, of: all.model))
    }

    /// Room on disks that is free, and all of it. Gauges.
    public static func freeDisk(_ free: Series, of all: Series) -> Signal {
        Signal(model: .freeDisk(free.model, of: all.model))
    }
}
