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
        if let zone = time.zone, ZoneRules(zone) == nil {
            report.add(
                .unknownZone, "there is no time zone `\(zone)`", at: location,
                fix: suggestion(for: zone, among: ZoneRules.names)
                    ?? "name a zone of the IANA database, such as `Europe/Berlin`")
        }
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
