import PipelineModel

/// How much of everything the runs of a forecast use at once.
struct ForecastUsage {
    private struct Use {
        let time: Range<UnixTime>
        let task: ForecastPlan.Task
        let instances: Int
        let wait: Int

        func amount(of load: Forecast.Load.Kind) -> Int {
            switch load {
            case .tasks: instances
            case .milliCPU: task.milliCPU.multipliedSaturated(by: instances)
            case .memory: task.memoryMiB.multipliedSaturated(by: instances)
            case .pool(let name):
                task.pool.map { $0.name == name ? $0.slots.multipliedSaturated(by: instances) : 0 } ?? 0
            }
        }
    }

    private let range: Range<UnixTime>
    private let uses: [Use]

    init(_ batches: [ForecastEngine.Batch], _ plans: [ForecastPlan], in range: Range<UnixTime>) {
        self.range = range
        uses = batches.compactMap { batch in
            let task = plans[batch.pipeline].tasks[batch.task]
            guard task.holdsPlace, batch.end > range.lowerBound, batch.start < range.upperBound, batch.start < batch.end
            else { return nil }
            return Use(
                time: max(batch.start, range.lowerBound)..<min(batch.end, range.upperBound), task: task,
                instances: batch.instances, wait: batch.start.seconds - batch.ready.seconds)
        }
    }

    var tasks: Forecast.Peak { peak { $0.amount(of: .tasks) } }
    var milliCPU: Forecast.Peak { peak { $0.amount(of: .milliCPU) } }
    var memory: Forecast.Peak { peak { $0.amount(of: .memory) } }

    func pool(_ pool: PoolModel) -> Forecast.Pool {
        let users = uses.filter { $0.task.pool?.name == pool.name }
        let changes = changes { $0.amount(of: .pool(pool.name)) }
        var (held, full, since) = (0, 0, range.lowerBound)
        var peak = Forecast.Peak(amount: 0, time: nil)
        for (time, change) in changes {
            if held >= pool.slots { full += time.seconds - since.seconds }
            (held, since) = (held + change, time)
            if held > peak.amount { peak = Forecast.Peak(amount: held, time: time) }
        }
        return Forecast.Pool(
            name: pool.name, slots: pool.slots, peak: peak, full: full, longestWait: users.map(\.wait).max() ?? 0)
    }

    /// The most at once in each of so many equal parts of the range, for drawings.
    func course(of load: Forecast.Load.Kind, parts: Int) -> [Int] {
        var most = Array(repeating: 0, count: parts)
        let length = max(1, range.upperBound.seconds - range.lowerBound.seconds)
        func part(_ time: UnixTime) -> Int {
            min(parts - 1, (time.seconds - range.lowerBound.seconds) * parts / length)
        }
        var (held, since) = (0, 0)
        for (time, change) in changes({ $0.amount(of: load) }) {
            for index in since...max(since, part(time)) { most[index] = max(most[index], held) }
            (held, since) = (held.addingSaturated(change), part(time))
            most[since] = max(most[since], held)
        }
        return most
    }

    private func peak(_ amount: (Use) -> Int) -> Forecast.Peak {
        var held = 0
        var peak = Forecast.Peak(amount: 0, time: nil)
        for (time, change) in changes(amount) {
            held = held.addingSaturated(change)
            if held > peak.amount { peak = Forecast.Peak(amount: held, time: time) }
        }
        return peak
    }

    /// What is given back at a time counts before what is taken.
    private func changes(_ amount: (Use) -> Int) -> [(time: UnixTime, change: Int)] {
        var sums: [UnixTime: Int] = [:]
        for use in uses {
            let amount = amount(use)
            guard amount != 0 else { continue }
            sums[use.time.lowerBound] = (sums[use.time.lowerBound] ?? 0).addingSaturated(amount)
            sums[use.time.upperBound] = (sums[use.time.upperBound] ?? 0).addingSaturated(-amount)
        }
        return sums.sorted { $0.key < $1.key }.map { (time: $0.key, change: $0.value) }
    }
}
