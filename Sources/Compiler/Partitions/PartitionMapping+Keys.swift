import PipelineModel

/// How keys of partitions are mapped.
///
/// Source: `airflow/partition_mappers` of Airflow 3.3.
extension PartitionMapping {
    /// The partitions of runs that a partition of the dataset belongs to.
    func keys(for key: PartitionKey) -> [PartitionKey] {
        switch self {
        // Parts of a key are mapped one by one, of which nothing is known here.
        case .same, .product: [key]
        case .only(let keys): keys.contains(key.text) ? [key] : []
        case .start(let period, _), .gathered(let period, _, _):
            key.clock.map { [period.format.key(ofClock: period.start(ofClock: $0))] } ?? []
        case .gatheredKeys(_, let key, _): [PartitionKey(text: key, clock: nil)]
        case .spread(let period, _, let isTrailing):
            key.clock.map { clock in
                period.parts(from: period.start(ofClock: clock), isTrailing: isTrailing)
                    .map { period.part.format.key(ofClock: $0) }
            } ?? []
        case .spreadKeys(let keys): keys.map { PartitionKey(text: $0, clock: nil) }
        // There is no run at all where there would be too many.
        case .limited(let mapping, let count): { $0.count > count ? [] : $0 }(mapping.keys(for: key))
        case .chain(let mappings): mappings.reduce([key]) { keys, mapping in keys.flatMap(mapping.keys) }
        }
    }

    /// Whether the dataset has all that a run's partition waits for.
    ///
    /// - Parameters:
    ///   - written: the texts of the dataset's keys that belong to the partition.
    ///   - format: how these texts are made of a time.
    ///   - begin: what is older is taken for written; nil where nothing is.
    func isComplete(
        _ key: PartitionKey, with written: Set<String>, by format: PartitionKeyFormat, since begin: UnixTime? = nil
    ) -> Bool {
        guard let (parts, wait) = parts(of: key, by: format) else { return true }
        let first = begin.map(clock) ?? .min
        let there = parts.filter { written.contains($0.text) || ($0.clock ?? .max) < first }
        return Set(there.map(\.text)).count >= wait.count(of: Set(parts.map(\.text)).count)
    }

    private func clock(at time: UnixTime) -> Int {
        if case .gathered(_, let name, _) = self, let zone = ZoneRules(name) {
            zone.clock(at: time)
        } else {
            time.seconds
        }
    }

    /// The keys of a dataset that a run's partition is gathered of; nil where one is enough.
    func parts(
        of key: PartitionKey, by format: PartitionKeyFormat
    ) -> (keys: [PartitionKey], wait: PartitionMapping.Wait)? {
        switch self {
        case .gathered(let period, let name, let wait):
            guard let clock = key.clock, let zone = ZoneRules(name) else { return nil }
            let parts = period.parts(from: clock, isTrailing: false)
            // A time that the clocks skip is written as the one that they show.
            return (parts.map { format.key(ofClock: zone.clock(at: zone.time(ofClock: $0))) }, wait)
        case .gatheredKeys(let keys, _, let wait): return (keys.map { PartitionKey(text: $0, clock: nil) }, wait)
        case .limited(let mapping, _): return mapping.parts(of: key, by: format)
        case .same, .start, .only, .spread, .spreadKeys, .product, .chain: return nil
        }
    }
}

extension PartitionMapping.Wait {
    /// How many of so many parts must be there.
    func count(of parts: Int) -> Int {
        switch self {
        case .all: parts
        case .atLeast(let count): count
        case .allBut(let count): max(0, parts - count)
        }
    }
}

extension PartitionMapping.Period {
    /// The period whose starts are its parts.
    var part: PartitionMapping.Period {
        switch self {
        case .hour, .day: .hour
        case .week, .month: .day
        case .quarter, .year: .month
        }
    }

    /// How the start of one is written.
    var format: PartitionKeyFormat {
        switch self {
        case .hour: PartitionKeyFormat("%Y-%m-%dT%H")
        case .day: PartitionKeyFormat("%Y-%m-%d")
        case .week: PartitionKeyFormat("%Y-%m-%d (W%V)")
        case .month, .quarter: PartitionKeyFormat("%Y-%m")
        case .year: PartitionKeyFormat("%Y")
        }
    }

    /// The parts that the longest one has.
    var mostParts: Int {
        switch self {
        case .hour: 60
        case .day: 24
        case .week: 7
        case .month: 31
        case .quarter: 3
        case .year: 12
        }
    }

    /// What its parts are called.
    var wordOfParts: String {
        switch self {
        case .hour: "minutes"
        case .day: "hours"
        case .week, .month: "days"
        case .quarter, .year: "months"
        }
    }

    func start(ofClock clock: Int) -> Int {
        let day = CivilDay(clock.quotientAndRemainder(floor: 86_400).quotient)
        var date = day.date
        switch self {
        case .hour: return clock.quotientAndRemainder(floor: 3600).quotient * 3600
        case .day: return day.number * 86_400
        case .week: return (day.number - (day.weekday + 6) % 7) * 86_400
        case .month: date.day = 1
        case .quarter: (date.month, date.day) = ((date.month - 1) / 3 * 3 + 1, 1)
        case .year: (date.month, date.day) = (1, 1)
        }
        return CivilDay(date).number * 86_400
    }

    /// The starts of the parts of one that starts at a clock's time, or, when they trail, that ends with it.
    func parts(from clock: Int, isTrailing: Bool) -> [Int] {
        func equal(_ count: Int, _ seconds: Int) -> [Int] {
            (0..<count).map { clock + ($0 - (isTrailing ? count - 1 : 0)) * seconds }
        }
        switch self {
        case .hour: return equal(60, 60)
        case .day: return equal(24, 3600)
        case .week: return equal(7, 86_400)
        case .month:
            let other = Self.monthStart(clock, after: isTrailing ? -1 : 1)
            return isTrailing
                ? Array(stride(from: other + 86_400, through: clock, by: 86_400))
                : Array(stride(from: clock, to: other, by: 86_400))
        case .quarter, .year:
            let first = isTrailing ? 1 - mostParts : 0
            return (first..<first + mostParts).map { Self.monthStart(clock, after: $0) }
        }
    }

    /// The first day of a month that comes so many months after one.
    private static func monthStart(_ clock: Int, after months: Int) -> Int {
        let date = CivilDay(clock.quotientAndRemainder(floor: 86_400).quotient).date
        let (years, month) = (date.month - 1 + months).quotientAndRemainder(floor: 12)
        return CivilDay(CalendarDate(year: date.year + years, month: month + 1, day: 1)).number * 86_400
    }
}
