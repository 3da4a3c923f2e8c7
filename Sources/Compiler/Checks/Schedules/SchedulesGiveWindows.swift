import Diagnostics
import PipelineModel

/// Tasks that are about the window of a run have a schedule whose runs have one.
enum SchedulesGiveWindows: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let writers = writersOfDatasets(project)
        for pipeline in project.pipelines {
            guard let lack = pipeline.model.schedule.windowLack, lack != .untold else { continue }
            // Then only the time of the run itself is missing.
            let hasWindows =
                lack == .missing && pipeline.model.schedule.condition?.aliases.isEmpty ?? true
                && pipeline.model.schedule.datasets.allSatisfy { dataset in
                    writers[dataset.uri].map { writers in
                        writers.allSatisfy { $0.windowLack == nil && !$0.coversTimeBetweenDays }
                    } ?? false
                }
            var users: [String] = []
            for task in pipeline.tasks {
                if task.comparesWindow, lack == .empty {
                    report.add(
                        .emptyComparison, "task `\(task.path)` looks at the rows of a window that \(lack.words)",
                        at: task.location,
                        fix: "give the pipeline a schedule with intervals, or check all rows")
                } else if hasWindows ? task.asksForDate : task.model.asksForWindow(lack) {
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

extension TaskModel {
    fileprivate var comparesWindow: Bool { kind.facts.windowUse == .rows }

    /// Whether it asks for what a run that datasets start has never, even where it has a window.
    fileprivate var asksForDate: Bool {
        kind.facts.texts.contains { $0.allParts.contains { $0.isTime { $0 == .logicalDate } } }
    }

    fileprivate func asksForWindow(_ lack: WindowLack) -> Bool {
        switch kind.facts.windowUse {
        case .window, .rows: return true
        case .windowOrPartition: if lack != .partitioned { return true }
        case .nothing: break
        }
        return kind.facts.texts.contains { text in
            text.allParts.contains { $0.isTime { $0 != .logicalDate || lack != .empty } }
        }
    }
}

extension RuntimeText.Part {
    fileprivate func isTime(_ matches: (RuntimeText.TimeModel.Moment) -> Bool) -> Bool {
        time.map { matches($0.moment) } ?? false
    }
}
