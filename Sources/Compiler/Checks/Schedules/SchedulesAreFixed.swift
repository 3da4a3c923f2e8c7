import Diagnostics
import PipelineModel

/// What a schedule and the datasets of its pipeline are made of can be imported and is known before any run.
enum SchedulesAreFixed: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let location = pipeline.sources.schedule ?? pipeline.sources.pipeline
            if case .timetable(let timetable) = pipeline.model.schedule {
                let paths = [timetable.path, timetable.earlierPath ?? timetable.path]
                check(paths, timetable.arguments, of: "the timetable", at: location, &report)
            }
            var known: Set<String> = []
            for dataset in pipeline.model.schedule.datasets where known.insert(dataset.uri).inserted {
                check(dataset.watchers, at: location, &report)
            }
            for task in pipeline.tasks {
                for dataset in task.reads + task.writes where known.insert(dataset.uri).inserted {
                    check(dataset.watchers, at: task.location, &report)
                }
            }
        }
    }

    private static func check(
        _ watchers: [WatcherModel], at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        for watcher in watchers {
            check([watcher.path], watcher.arguments, of: "watcher `\(watcher.name)`", at: location, &report)
        }
    }

    private static func check(
        _ paths: [String], _ arguments: [ValueModel.Entry], of user: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        if let path = paths.first(where: { !PythonName.isPath($0) }) {
            report.add(
                .badPythonName, "\(user) is of class `\(path)`, which Python cannot import", at: location,
                fix: "write letters, digits and `_`, with a `.` between the parts of a path")
        }
        for problem in PythonNamesAreReadable.problems(of: arguments) {
            report.add(problem, of: user, at: location)
        }
        if arguments.contains(where: { $0.value.needsRun }) {
            report.add(
                .runValueOutsideRun, "an argument of \(user) holds a value of a run", at: location,
                fix: "write a value that is known when the pipeline is compiled")
        }
        let named = arguments.lazy.compactMap { argument -> SecretShape? in
            if case .text(let text) = argument.value, let words = text.known {
                SecretShape.value(words, named: argument.name)
            } else {
                nil
            }
        }.first
        if let shape = named ?? arguments.texts.flatMap(\.literals).lazy.compactMap({ SecretShape.first(in: $0) }).first
        {
            report.add(
                .literalSecret, "\(user) holds \(shape.title)", at: location,
                fix: "keep it in a connection or secrets backend, and refer to that")
        }
    }
}

extension ValueModel {
    /// Whether it is known only when a task runs.
    fileprivate var needsRun: Bool {
        switch self {
        case .none, .bool, .int, .number, .seconds, .reference: false
        case .template, .result: true
        case .text(let text):
            text.parts.contains { part in
                if case .literal = part { false } else { true }
            }
        case .list(let items): items.contains(where: \.needsRun)
        case .dictionary(let entries), .call(_, let entries): entries.contains { $0.value.needsRun }
        }
    }
}
