import CodeModels
import Compiler
import Planning

/// A schedule of a model document in a few words.
enum ScheduleText {
    static func words(_ schedule: Document) -> String {
        if let cron = schedule["cron"] { return self.cron(cron) }
        if let every = schedule["every"], case .int(let seconds)? = every["seconds"] {
            return "every \(ValueText.duration(seconds))\(window(every))"
        }
        if let condition = schedule["datasets"] { return "on \(datasets(condition))" }
        if let both = schedule["datasetsOrCron"], let condition = both["_0"], let cron = both["_1"] {
            return "on \(datasets(condition)) or \(self.cron(cron))"
        }
        if let days = schedule["days"] { return self.days(days) }
        if let timetable = schedule["timetable"] {
            return "timetable `\(timetable["path"]?.string ?? "")`\(window(timetable))"
        }
        if let both = schedule["timedPartitions"], let cron = both["_0"], let key = both["_1"] {
            return "partition `\(key["format"]?.string ?? "")` at \(self.cron(cron))"
        }
        if let both = schedule["datasetPartitions"], let condition = both["_0"] {
            return "on partitions of \(datasets(condition))"
        }
        return schedule.string ?? ValueText.words(schedule)
    }

    private static func days(_ schedule: Document) -> String {
        var count = 0
        if case .array(let days)? = schedule["days"] { count = days.count }
        let name = schedule["name"]?.string.map { "`\($0)`, " } ?? ""
        return "\(name)\(count) days \(schedule["timeZone"]?.string ?? "")"
    }

    /// The next runs on the clocks of the schedule.
    static func times(_ side: ScheduleDifference.Side) -> String {
        guard let zone = ZoneRules(side.zone), !side.runs.isEmpty else { return "none by time" }
        return side.runs.map { $0.fires.text(in: zone) }.joined(separator: ", ") + " \(side.zone)"
    }

    private static func cron(_ cron: Document) -> String {
        "`\(cron["expression"]?.string ?? "")` \(cron["timeZone"]?.string ?? "")\(window(cron))"
    }

    private static func window(_ schedule: Document) -> String {
        schedule["window"] == "instant" ? " about the moment" : ""
    }

    private static func datasets(_ condition: Document) -> String {
        if let dataset = condition["updated"] { return "`\(dataset.string ?? "")`" }
        if let alias = condition["alias"]?.string { return "alias `\(alias)`" }
        for (key, word) in [("all", " and "), ("any", " or ")] {
            if case .array(let parts)? = condition[key] {
                return parts.map { part in
                    part["updated"] == nil && part["alias"] == nil ? "(\(datasets(part)))" : datasets(part)
                }.joined(separator: word)
            }
        }
        return ValueText.words(condition)
    }
}
