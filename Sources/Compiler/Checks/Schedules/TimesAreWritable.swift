import Diagnostics
import PipelineModel

/// Times of the run are written in directives that there are, and in zones that there are.
enum TimesAreWritable: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let parts = task.parts
                var seen: Set<RuntimeText.TimeModel> = []
                for case .time(let time) in parts where seen.insert(time).inserted {
                    check(time, of: task, at: task.location, &report)
                }
            }
        }
    }

    private static func check(
        _ time: RuntimeText.TimeModel, of task: CheckContext.Task, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        if let format = time.format, let directive = unknownDirective(of: format) {
            report.add(
                .unknownTimeFormat, "task `\(task.path)` writes a time as `\(format)`, and there is no `\(directive)`",
                at: location, fix: "use a directive of `strftime`, such as `%Y`, `%m`, `%d` or `%H`, and `%%` for `%`")
        }
        if let format = time.format, let problem = misreading(of: format) {
            report.add(
                .unknownTimeFormat, "task `\(task.path)` writes a time as `\(format)`, \(problem)", at: location,
                fix:
                    "write `%m` for the month, `%M` for the minute beside `%H`, `%p` beside `%I`, and a directive for each part"
            )
        }
        if let zone = time.zone, ZoneRules(zone) == nil {
            report.add(
                .unknownZone, "there is no time zone `\(zone)`", at: location,
                fix: suggestion(for: zone, among: ZoneRules.names)
                    ?? "name a zone of the IANA database, such as `Europe/Berlin`")
        }
    }

    /// What is likely meant otherwise, as the end of a sentence: `%Y-%M` and `yyyy-MM-dd`.
    private static func misreading(of format: String) -> String? {
        let directives = zip(format, format.dropFirst()).filter { $0.0 == "%" }.map(\.1)
        if directives.contains("M"), directives.contains("Y") || directives.contains("d"),
            Set(directives).isDisjoint(with: "HI")
        {
            return "and `%M` is the minute"
        }
        if zip(directives, directives.dropFirst()).contains(where: { $0 == "H" && $1 == "m" }) {
            return "and `%m` behind the hour is the month"
        }
        if directives.contains("I"), !directives.contains("p") { return "and `%I` is the same twice a day" }
        let words = ["yyyy", "YYYY", "MM", "dd", "DD", "HH", "mm"]
        guard directives.isEmpty, words.contains(where: format.contains) else { return nil }
        return "which holds no directive and is the same in every run"
    }

    /// Source: https://docs.python.org/3/library/datetime.html#strftime-and-strptime-format-codes
    private static let directives = Set("aAwdbBmyYHIpMSfzZjUWcxXGuV%")

    private static func unknownDirective(of format: String) -> String? {
        var rest = Substring(format)
        while let percent = rest.firstIndex(of: "%") {
            let after = rest[percent...].dropFirst()
            guard let directive = after.first, directives.contains(directive) else {
                return "%" + (after.first.map(String.init) ?? "")
            }
            rest = after.dropFirst()
        }
        return nil
    }
}
