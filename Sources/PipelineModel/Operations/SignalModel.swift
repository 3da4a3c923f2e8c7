/// What a component shows of its work, in terms that all components share. The project's thresholds apply to it.
package enum SignalModel: Hashable, Sendable, Codable {
    /// Failed among all of what it did. Both are counters.
    case errors(SeriesModel, of: SeriesModel)
    /// How far it is behind, in seconds or milliseconds. A gauge.
    case lag(SeriesModel)
    /// What it got done. A counter.
    case throughput(SeriesModel)
    /// The part of its processors that is idle, as a counter of seconds.
    case idleProcessors(SeriesModel)
    /// Memory that is free, and all of it. Gauges in bytes.
    case freeMemory(SeriesModel, of: SeriesModel)
    /// Room on disks that is free, and all of it. Gauges in bytes.
    case freeDisk(SeriesModel, of: SeriesModel)

    /// The series that it reads.
    package var series: [SeriesModel] {
        switch self {
        case .errors(let part, let whole), .freeMemory(let part, let whole), .freeDisk(let part, let whole):
            [part, whole]
        case .lag(let series), .throughput(let series), .idleProcessors(let series): [series]
        }
    }
}
