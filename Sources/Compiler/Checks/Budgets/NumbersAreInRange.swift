import Diagnostics
import PipelineModel

/// Every number of a declaration is one that somebody can mean and that schedulers keep.
///
/// Numbers that have a meaning of their own when they are too small are told by the check of that meaning.
enum NumbersAreInRange: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let model = pipeline.model
            let place = pipeline.sources.schedule ?? pipeline.sources.pipeline
            for number in model.numbers {
                check(
                    [number], of: "pipeline `\(model.id)`", at: pipeline.sources.properties[number.name] ?? place,
                    &report)
            }
            check(
                model.defaults.numbers, of: "the defaults of `\(model.id)`",
                at: pipeline.sources.location(of: "defaults"), &report)
            for task in pipeline.tasks {
                check(task.model.numbers, of: "task `\(task.path)`", at: task.location, &report)
            }
            checkGroups(model.root, pipeline.sources, &report)
        }
        checkEnvironment(project, &report)
    }

    private static func checkGroups(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for case .group(let group) in scope.nodes {
            check(
                group.mapping?.numbers ?? [], of: "group `\(group.path)`", at: sources.location(ofTask: group.path),
                &report)
            checkGroups(group.scope, sources, &report)
        }
    }

    private static func checkEnvironment(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let location = project.environment ?? project.pipelines.first?.sources.pipeline
        for pool in project.model.environment.orchestrator.pools {
            check(NumberModel.count("slots", pool.slots), of: "pool `\(pool.name)`", at: location, &report)
        }
        for template in project.model.environment.orchestrator.podTemplates {
            check(template.pod.numbers, of: "pod template `\(template.name)`", at: location, &report)
        }
    }

    private static func check(
        _ numbers: [NumberModel], of subject: String, at location: SourceLocation?, _ report: inout DiagnosticReport
    ) {
        for number in numbers where !number.range.contains(number.value) {
            let isOver = number.value > number.range.upperBound
            let (bound, word) = isOver ? (number.range.upperBound, "most") : (number.range.lowerBound, "least")
            report.add(
                .outOfRange,
                "`\(number.name)` of \(subject) is \(number.value)\(number.unit.rawValue), and at \(word) "
                    + "\(bound)\(number.unit.rawValue) can be meant",
                at: location, fix: "name a number from \(number.range.words)\(number.unit.rawValue)")
        }
    }
}

extension ClosedRange<Int> {
    fileprivate var words: String { lowerBound == .min ? "1 to \(upperBound)" : "\(lowerBound) to \(upperBound)" }
}

extension PipelineModel {
    fileprivate var numbers: [NumberModel] {
        NumberModel.time("runTimeout", runTimeout, from: .min)
            + NumberModel.count("maximumActiveRuns", maximumActiveRuns, from: .min)
            + NumberModel.count("maximumActiveTasks", maximumActiveTasks, from: .min)
            + (deadline?.numbers ?? []) + schedule.numbers
            + [start, end].compactMap(\.self).map { NumberModel("year", $0.year, in: Self.years) }
            + timesOfStart
    }

    private var timesOfStart: [NumberModel] {
        guard let startTime else { return [] }
        return [
            NumberModel("startTime", startTime.hour, in: 0...23),
            NumberModel("startTime", startTime.minute, in: 0...59),
        ]
    }

    /// Those of which schedulers can count on clocks, and somebody can mean one.
    private static let years = 1970...2199
}

extension DeadlineModel {
    fileprivate var numbers: [NumberModel] {
        switch start {
        case .scheduled, .queued: NumberModel.time("within", limit)
        case .averageEnd(let runs):
            NumberModel.time("within", limit, from: 0) + NumberModel.count("ofLast", runs, upTo: 10_000)
        // A time before the moment is one, too.
        case .moment(_, let hour, let minute, _):
            NumberModel.time("within", limit, from: -NumberModel.longestTime)
                + [NumberModel("at", hour, in: 0...23), NumberModel("at", minute, in: 0...59)]
        }
    }
}

extension ScheduleModel {
    fileprivate var numbers: [NumberModel] {
        switch self {
        case .every(let seconds, _): NumberModel.time("every", seconds, from: .min)
        case .timedPartitions(_, let key): [NumberModel("offset", key.offset, in: -10_000...10_000)]
        case .manual, .cron, .days, .datasets, .datasetsOrCron, .continuous, .once, .datasetPartitions,
            .runtimePartitions, .timetable:
            []
        }
    }
}

extension MappingModel {
    fileprivate var numbers: [NumberModel] { NumberModel.count("atMost", limit) }
}

extension TaskPolicies {
    fileprivate var numbers: [NumberModel] {
        let priority = priority.map {
            [NumberModel("priority", $0, in: -NumberModel.mostCounted...NumberModel.mostCounted)]
        }
        var review: [NumberModel] = []
        if case .dataQuality(let model)? = criticality { review = model.numbers }
        return NumberModel.time("timeout", timeout, from: .min) + NumberModel.count("maximumActive", maximumActive)
            + (priority ?? []) + (retry?.numbers ?? []) + review + (workerPod?.pod.numbers ?? [])
    }
}

extension RetryModel {
    fileprivate var numbers: [NumberModel] {
        NumberModel.count("retry", count, from: .min, upTo: Self.mostTries)
            + NumberModel.time("retry", max(delay, cap ?? delay), from: .min) + (classes ?? []).flatMap(\.retry.numbers)
    }
}

extension TaskModel {
    fileprivate var numbers: [NumberModel] {
        kind.facts.numbers + policies.numbers + (mapping?.numbers ?? [])
    }
}
