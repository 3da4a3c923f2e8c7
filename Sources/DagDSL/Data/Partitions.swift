package import PipelineModel

/// How partitions of a dataset become the partitions that runs are about. Airflow has it from 3.2 on.
///
/// A partition has a key, a text such as `2026-01-31`, which the run that wrote it has given it.
public struct Partitions: Sendable {
    package let model: PartitionMapping

    /// A piece of the calendar.
    public enum Period: Sendable {
        /// Sixty minutes.
        case hour
        /// Twenty-four hours.
        case day
        /// From Monday to Sunday.
        case week
        /// A month of the calendar.
        case month
        /// Three months, the first of them January, April, July or October.
        case quarter
        /// A year of the calendar.
        case year

        var model: PartitionMapping.Period {
            switch self {
            case .hour: .hour
            case .day: .day
            case .week: .week
            case .month: .month
            case .quarter: .quarter
            case .year: .year
            }
        }
    }

    /// How many parts must be there before the run for all of them starts.
    public enum Wait: Sendable {
        /// Every one.
        case all
        /// So many.
        case atLeast(Int)
        /// Every one but so many.
        case allBut(Int)

        var model: PartitionMapping.Wait {
            switch self {
            case .all: .all
            case .atLeast(let count): .atLeast(count)
            case .allBut(let count): .allBut(count)
            }
        }
    }

    /// A run for each partition, with its key.
    public static let same = Partitions(model: .same)

    /// A run for each period, of which any partition was written.
    public static func start(of period: Period, in zone: TimeZone = .utc) -> Partitions {
        Partitions(model: .start(of: period.model, zone: zone.name))
    }

    /// A run for each partition with one of these keys.
    public static func only(_ keys: Name...) -> Partitions {
        Partitions(model: .only(keys.map(\.description)))
    }

    /// One run for a whole period, when its parts are there: the hours of a day, the days of a week or month, the
    /// months of a quarter or year.
    public static func gathered(
        into period: Period, in zone: TimeZone = .utc, waitingFor wait: Wait = .all
    ) -> Partitions {
        Partitions(model: .gathered(period.model, zone: zone.name, wait.model))
    }

    /// One run for all of these keys, under another one.
    public static func gathered(
        _ keys: [Name], into key: Name, waitingFor wait: Wait = .all
    ) -> Partitions {
        Partitions(model: .gatheredKeys(keys.map(\.description), into: key.description, wait.model))
    }

    /// A run for each part of the period that a partition is about: the hours of a day, the days of a week or month,
    /// the months of a quarter or year.
    ///
    /// - Parameter trailing: whether the period ends with the partition in place of starting with it.
    public static func spread(over period: Period, in zone: TimeZone = .utc, trailing: Bool = false)
        -> Partitions
    {
        Partitions(model: .spread(period.model, zone: zone.name, isTrailing: trailing))
    }

    /// A run for each of these keys, whatever key a partition has.
    public static func spread(over keys: [Name]) -> Partitions {
        Partitions(model: .spreadKeys(keys.map(\.description)))
    }

    /// Lets a partition become at most so many. Of one that would become more, Airflow makes none at all and keeps a
    /// note in its log of events.
    public func atMost(_ count: Int) -> Partitions { Partitions(model: .limited(model, count)) }

    /// Keys of several parts, separated by `|`, each part with its own mapping.
    public static func product(_ first: Partitions, _ second: Partitions, _ others: Partitions...) -> Partitions {
        Partitions(model: .product(([first, second] + others).map(\.model)))
    }

    /// Another mapping of what this one gives.
    public func then(_ next: Partitions) -> Partitions { Partitions(model: .chain([model, next.model])) }
}
