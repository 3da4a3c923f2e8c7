import PipelineModel

/// Waits, triggers and datasets.
extension ForecastEngine {
    mutating func wait(_ sensor: SensorModel, _ task: Int, in run: Int) {
        let plan = plans[runs[run].pipeline]
        states[run].started[task] = now
        switch sensor.condition {
        case .delay(let seconds):
            let windowEnd = runs[run].planned.window?.upperBound ?? runs[run].planned.fires
            wake(run, task, at: UnixTime(windowEnd.seconds.addingSaturated(seconds)))
        case .timeOfDay(let hour, let minute, let name):
            guard let zone = ZoneRules(name) else { return passing.append((run, task)) }
            let day = zone.clock(at: runs[run].planned.fires).quotientAndRemainder(floor: 86_400).quotient
            wake(run, task, at: zone.time(ofClock: day * 86_400 + hour * 3600 + minute * 60))
        case .pipeline(let external):
            guard let other = indices[external.reference.pipeline] else { return passing.append((run, task)) }
            let awaited = Awaited(
                run: RunKey(pipeline: other, logical: external.logicalTime(for: states[run].logical)),
                task: external.reference.task.flatMap { plans[other].graph.index(of: $0) })
            guard !isOver(awaited, external.whenSkipped) else { return passing.append((run, task)) }
            sensors[awaited, default: []].append((run, task))
            let limits = [sensor.timeout, plan.graph.tasks[task].policies.timeout, plan.pipeline.runTimeout]
            guard let limit = limits.compactMap(\.self).min() else { return }
            queue.add(.wake(run: run, task: task, givesUp: true), at: UnixTime(now.seconds.addingSaturated(limit)))
        // What comes from outside is there.
        case .s3Key, .file, .sql, .http, .bash, .python, .custom: passing.append((run, task))
        }
    }

    mutating func wake(_ run: Int, _ task: Int, at time: UnixTime) {
        guard time > now else { return passing.append((run, task)) }
        queue.add(.wake(run: run, task: task, givesUp: false), at: time)
    }

    /// What lies before the first run that is played has ended.
    func isOver(_ awaited: Awaited, _ skipped: ExternalRun.SkipPolicy) -> Bool {
        guard let run = runsByKey[awaited.run] else { return awaited.run.logical < begin }
        guard let task = awaited.task else { return runs[run].end != nil && runs[run].failedSensor == nil }
        return states[run].ended[task] && runs[run].failedSensor == nil
            && (skipped != .keepWaiting || !states[run].skipped.contains(task))
    }

    mutating func wakeSensors(_ awaited: Awaited) {
        guard let waiting = sensors[awaited] else { return }
        let over = waiting.filter { isOver(awaited, whenSkipped($0)) }
        guard !over.isEmpty else { return }
        let still = waiting.filter { !isOver(awaited, whenSkipped($0)) }
        sensors[awaited] = still.isEmpty ? nil : still
        for sensor in over { close(sensor.task, in: sensor.run) }
    }

    private func whenSkipped(_ waiting: (run: Int, task: Int)) -> ExternalRun.SkipPolicy {
        guard case .sensor(let sensor) = plans[runs[waiting.run].pipeline].graph.tasks[waiting.task].kind,
            case .pipeline(let external) = sensor.condition
        else { return .keepWaiting }
        return external.whenSkipped
    }

    mutating func start(_ trigger: PipelineTriggerModel, _ task: Int, in run: Int) {
        states[run].started[task] = now
        guard let other = indices[trigger.pipeline] else { return passing.append((run, task)) }
        let logical = trigger.sharesWindow ? states[run].logical : now
        let key = RunKey(pipeline: other, logical: logical)
        let started =
            runsByKey[key]
            ?? add(
                PlannedRun(fires: now, window: trigger.sharesWindow ? runs[run].planned.window : nil), of: other, .task,
                logical: logical)
        guard trigger.waits, runs[started].end == nil else { return passing.append((run, task)) }
        states[started].awaiting.append((run, task))
    }

    mutating func update(_ task: TaskModel, in run: Int) {
        guard !task.writes.isEmpty || !task.aliases.isEmpty else { return }
        let names = task.writes.map(\.uri) + task.aliases.map(Self.alias)
        for pipeline in plans.indices {
            guard let condition = plans[pipeline].pipeline.schedule.condition else { continue }
            let heard = Set(condition.datasets.map(\.uri) + condition.aliases.map(Self.alias))
            guard names.contains(where: heard.contains) else { continue }
            if case .datasetPartitions(_, let mappings) = plans[pipeline].pipeline.schedule {
                // What was written without a partition starts nothing that is about one.
                guard let partition = states[run].partition else { continue }
                update(pipeline, condition, mappings, by: names.filter(heard.contains), of: partition)
                continue
            }
            updated[pipeline].formUnion(names.filter(heard.contains))
            guard Self.isMet(condition, by: updated[pipeline]) else { continue }
            updated[pipeline] = []
            add(PlannedRun(fires: now, window: nil), of: pipeline, .datasets)
        }
    }

    static func alias(_ name: String) -> String { "alias \(name)" }

    static func isMet(_ condition: DatasetCondition, by updated: Set<String>) -> Bool {
        switch condition {
        case .updated(let dataset): updated.contains(dataset.uri)
        case .alias(let name): updated.contains(alias(name))
        case .all(let parts): parts.allSatisfy { isMet($0, by: updated) }
        case .any(let parts): parts.contains { isMet($0, by: updated) }
        }
    }
}

extension ExternalRun {
    /// The logical date of the run that a run waits for.
    func logicalTime(for own: UnixTime) -> UnixTime {
        guard let clock, let zone = ZoneRules(clock.timeZone) else {
            return UnixTime(own.seconds.addingSaturated(-(offset ?? 0)))
        }
        let day = zone.clock(at: own).quotientAndRemainder(floor: 86_400).quotient - clock.daysBefore
        return zone.time(ofClock: day * 86_400 + clock.hour * 3600 + clock.minute * 60)
    }
}
