/// What one field of a cron expression may hold: numbers from 0 to 59, each of which is a bit.
struct CronValues: Hashable, Sendable {
    private var bits: UInt64 = 0

    mutating func formUnion(_ values: some Sequence<Int>) {
        for value in values { bits |= 1 << UInt64(value) }
    }

    func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }

    var count: Int { bits.nonzeroBitCount }

    var sorted: [Int] { (0..<60).filter(contains) }
}
