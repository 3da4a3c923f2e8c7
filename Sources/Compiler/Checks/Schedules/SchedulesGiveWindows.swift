import Diagnostics
import PipelineModel

/// Tasks that are about the window of a run have a schedule whose runs have one.
enum SchedulesGiveWindows: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let writers = writersOfDatasets(project)
        for pipeline in project.pipelines {
            // Then only the time of the run itself is missing.
            let hasWindows =
                pipeline.model.schedule.condition?.aliases.isEmpty ?? true
                && pipeline.model.schedule.datasets.allSatisfy { dataset in
                    writers[dataset.uri].map { $0.allSatisfy { $0.lack == nil && !$0.coversTimeBetweenDays } } ?? false
                }
            guard let lack = pipeline.model.schedule.lack else { continue }
            var users: [String] = []
            for task in pipeline.tasks {
                if task.comparesWindow, lack == .empty {
                    report.add(
                        .emptyComparison, "task `\(task.path)` looks at the rows of a window that \(lack.words)",
                        at: task.location,
                        fix: "give the pipeline a schedule with intervals, or check all rows")
                } else if hasWindows && lack == .missing ? task.asksForDate : task.model.asksForWindow(lack) {
                    users.append(task.path)
                }
            }
            guard !users.isEmpty else { continue }
            let names = users.prefix(3).map { "`\($0)`" }.joined(separator: ", ") + (users.count > 3 ? ", …" : "")
            report.add(
                .noWindow, "\(names) ask\(users.count == 1 ? "s" : "") for the window of the run, which \(lack.words)",
                at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                fix: lack.fix)
        }
    }

    /// The schedules of the pipelines that write each dataset, by its URI.
    private static func writersOfDatasets(_ project: CheckContext) -> [String: [ScheduleModel]] {
        var writers: [String: [ScheduleModel]] = [:]
        for pipeline in project.pipelines {
            for dataset in Set(pipeline.graph.tasks.flatMap(\.writes).map(\.uri)) {
                writers[dataset, default: []].append(pipeline.model.schedule)
            }
        }
        return writers
    }
}

/// Why runs of a schedule have no window that holds anything.
private enum Lack {
    case empty
    case missing
    case partitioned
    /// Airflow's own times know nothing of it.
    case untold

    var words: String {
        switch self {
        case .empty: "ends where it starts"
        case .missing: "a run started by datasets does not have on Airflow 3"
        case .untold: "Airflow's own templates take for a moment"
        case .partitioned: "a run about a partition does not have; its key is `\\(.partitionKey)`"
        }
    }

    var fix: String {
        switch self {
        case .empty, .partitioned: "give the pipeline a schedule with intervals, or suppress the warning with a reason"
        case .untold: "write `\\(.windowStart)`, which begins at the day before in the calendar"
        case .missing:
            "use `\\(.windowStart)` and `\\(.windowEnd)`, and let pipelines whose schedules have intervals write the "
                + "datasets: their windows are taken then; or suppress the warning with a reason"
        }
    }
}

extension ScheduleModel {
    fileprivate var lack: Lack? {
        switch self {
        case .manual: .empty
        case .cron(let cron): cron.window == .instant ? .empty : nil
        case .every(_, let window): window == .instant ? .empty : nil
        case .timetable(let timetable): timetable.window == .instant ? .empty : nil
        case .days(let days): days.coversIntervals ? .untold : .empty
        case .datasets, .datasetsOrCron: .missing
        case .timedPartitions, .datasetPartitions: .partitioned
        // Each window begins where the last one has ended.
        case .continuous: nil
        }
    }
}

extension TaskModel {
    fileprivate var comparesWindow: Bool {
        switch kind {
        case .quality(let check): check.timeColumn != nil
        case .reconciliation: true
        default: false
        }
    }

    /// Whether it asks for what a run that datasets start has never, even where it has a window.
    fileprivate var asksForDate: Bool {
        kind.facts.texts.contains { $0.allParts.contains { $0.isTime { $0 == .logicalDate } } }
            || kind.templates.contains { template in
                let names = JinjaTemplate(template).names
                return names.contains { TemplateNames.window.contains($0) || TemplateNames.date.contains($0) }
            }
    }

    fileprivate func asksForWindow(_ lack: Lack) -> Bool {
        if lack == .untold {
            return kind.templates.contains { !JinjaTemplate($0).names.filter(TemplateNames.window.contains).isEmpty }
        }
        switch kind {
        case .spark where lack == .partitioned: break
        case .spark, .dbt: return true
        default: break
        }
        if comparesWindow { return true }
        let asks = kind.facts.texts.contains { text in
            text.allParts.contains { $0.isTime { $0 != .logicalDate || lack != .empty } }
        }
        return asks
            || kind.templates.contains { template in
                JinjaTemplate(template).names.contains {
                    TemplateNames.window.contains($0) || lack != .empty && TemplateNames.date.contains($0)
                }
            }
    }
}

extension RuntimeText.Part {
    fileprivate func isTime(_ matches: (RuntimeText.TimeModel.Moment) -> Bool) -> Bool {
        time.map { matches($0.moment) } ?? false
    }
}
