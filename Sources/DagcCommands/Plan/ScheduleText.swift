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
        if let partitions = schedule["timedPartitions"], let cron = partitions["_0"] {
            return "\(self.cron(cron)), a partition each"
        }
        if let partitions = schedule["datasetPartitions"], let condition = partitions["_0"] {
            return "on partitions of \(datasets(condition))"
        }
        if let days = schedule["days"] { return self.days(days) }
        if let path = schedule["timetable"]?["path"]?.string { return "by `\(path)`" }
        return schedule.string ?? ValueText.words(schedule)
    }

    /// The next runs on the clocks of the schedule.
    static func times(_ side: ScheduleDifference.Side) -> String {
        guard let zone = ZoneRules(side.zone), !side.runs.isEmpty else { return "none by time" }
        return side.runs.map { $0.fires.text(in: zone) }.joined(separator: ", ") + " \(side.zone)"
    }

    private static func cron(_ cron: Document) -> String {
        "`\(cron["expression"]?.string ?? "")` \(cron["timeZone"]?.string ?? "")\(window(cron))"
    }

    private static func days(_ days: Document) -> String {
        func digits(_ key: String) -> String {
            if case .int(let number)? = days[key] { number < 10 ? "0\(number)" : "\(number)" } else { "00" }
        }
        let count = if case .array(let list)? = days["days"] { list.count } else { 0 }
        let name = days["name"]?.string.map { " (\($0))" } ?? ""
        let zone = days["timeZone"]?.string ?? ""
        let since = days["window"] == "intervalBefore" ? " since the day before" : ""
        return "on \(count) days\(name) at \(digits("hour")):\(digits("minute")) \(zone)\(since)"
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
