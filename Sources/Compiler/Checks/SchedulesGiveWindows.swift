import Diagnostics
import PipelineModel

/// Tasks that are about the window of a run have a schedule whose runs have one.
enum SchedulesGiveWindows: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            guard let lack = pipeline.model.schedule.lack else { continue }
            var users: [String] = []
            for task in pipeline.graph.tasks {
                if task.comparesWindow, lack == .empty {
                    report.add(
                        .emptyComparison, "task `\(task.path)` looks at the rows of a window that \(lack.words)",
                        at: pipeline.sources.location(ofTask: task.path),
                        fix: "give the pipeline a schedule with intervals, or check all rows")
                } else if task.asksForWindow(lack) {
                    users.append(task.path)
                }
            }
            guard !users.isEmpty else { continue }
            let names = users.prefix(3).map { "`\($0)`" }.joined(separator: ", ") + (users.count > 3 ? ", …" : "")
            report.add(
                .noWindow, "\(names) ask\(users.count == 1 ? "s" : "") for the window of the run, which \(lack.words)",
                at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                fix: "give the pipeline a schedule with intervals, or suppress the warning with a reason")
        }
    }
}

/// Why runs of a schedule have no window that holds anything.
private enum Lack {
    case empty
    case missing
    case partitioned

    var words: String {
        switch self {
        case .empty: "ends where it starts"
        case .missing: "a run started by datasets does not have on Airflow 3"
        case .partitioned: "a run about a partition does not have; its key is `\\(.partitionKey)`"
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
        case .days: .empty
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

    fileprivate func asksForWindow(_ lack: Lack) -> Bool {
        switch kind {
        case .spark, .dbt: return true
        default: break
        }
        if comparesWindow { return true }
        let asks = kind.facts.texts.contains { text in
            text.allParts.contains {
                $0 == .intervalStart || $0 == .intervalEnd || lack != .empty && $0 == .logicalDate
            }
        }
        return asks
            || kind.templates.contains { template in
                JinjaTemplate(template).names.contains {
                    TemplateNames.window.contains($0) || lack != .empty && TemplateNames.date.contains($0)
                }
            }
    }
}
