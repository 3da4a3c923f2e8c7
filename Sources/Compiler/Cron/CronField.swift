/// One of the five fields of a cron expression: what it may hold and what people call it.
enum CronField: Int, CaseIterable, Sendable {
    case minute
    case hour
    case dayOfMonth
    case month
    case dayOfWeek

    /// What the text of a field stands for.
    struct Values {
        var values = CronValues()
        /// Whether an item is `*` alone.
        var hasStar = false
        var includesLastDay = false
        var weekdaysOfMonth: Set<WeekdayOfMonth> = []
        /// `15W`: the working day nearest to that day of the month.
        var nearestWorkingDay: Int?
    }

    /// The name that a longer or misspelt one stands for, such as `MON` for `MONDAY`.
    func name(meantBy text: String) -> String? {
        text.count > 3 ? names.first { text.lowercased().hasPrefix($0) }?.uppercased() : nil
    }

    var title: String {
        switch self {
        case .minute: "minute"
        case .hour: "hour"
        case .dayOfMonth: "day of month"
        case .month: "month"
        case .dayOfWeek: "day of week"
        }
    }

    /// Sunday is 0. It is also written as 7.
    var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .dayOfMonth: 1...31
        case .month: 1...12
        case .dayOfWeek: 0...6
        }
    }

    /// Three letters that stand for a number.
    private var names: [String] {
        switch self {
        case .minute, .hour, .dayOfMonth: []
        case .month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        case .dayOfWeek: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        }
    }

    /// The values that a field's text, in small letters, stands for.
    func values(of text: String) throws(CronError) -> Values {
        var values = Values()
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            try add(String(item), to: &values)
        }
        let mixes =
            !values.weekdaysOfMonth.isEmpty && values.values.count > 0
            || values.nearestWorkingDay != nil && text.contains(",")
        guard !mixes else { throw CronError(field: self, text: text) }
        return values
    }

    private func add(_ item: String, to values: inout Values) throws(CronError) {
        switch (self, item) {
        case (_, "*"), (.dayOfMonth, "?"), (.dayOfWeek, "?"):
            values.hasStar = true
            values.values.formUnion(range)
        case (.dayOfMonth, "l"): values.includesLastDay = true
        case (.dayOfMonth, _) where item.hasPrefix("w") || item.hasSuffix("w"):
            values.nearestWorkingDay = try number(String(item.hasPrefix("w") ? item.dropFirst() : item.dropLast()))
        default:
            if self == .dayOfWeek, let special = try weekdayOfMonth(item) {
                values.weekdaysOfMonth.insert(special)
            } else {
                values.values.formUnion(try numbers(item))
            }
        }
    }

    /// `5#2` and `fri#2`, the second Friday; `l5`, the last one.
    private func weekdayOfMonth(_ item: String) throws(CronError) -> WeekdayOfMonth? {
        if item.count > 1, item.hasPrefix("l") {
            return WeekdayOfMonth(weekday: try number(String(item.dropFirst())), place: nil)
        }
        let parts = item.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return nil }
        guard let place = Int(parts[1]), (1...5).contains(place) else { throw CronError(field: self, text: item) }
        return WeekdayOfMonth(weekday: try number(parts[0]), place: place)
    }

    private func numbers(_ text: String) throws(CronError) -> [Int] {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2 else { throw CronError(field: self, text: text) }
        var step = 1
        if parts.count == 2 {
            guard let number = Int(parts[1]), number > 0 else { throw CronError(field: self, text: text) }
            step = number
        }
        if parts[0] == "*" { return Array(stride(from: range.lowerBound, through: range.upperBound, by: step)) }
        let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count <= 2 else { throw CronError(field: self, text: text) }
        let low = try number(ends[0])
        guard ends.count == 2 else {
            return Array(stride(from: low, through: parts.count == 2 ? range.upperBound : low, by: step))
        }
        let high = try number(ends[1])
        // croniter takes `5-5` for the whole cycle, which nobody means. `0-7` is Sunday to Sunday.
        guard low != high || ends[0] != ends[1] else { throw CronError(field: self, text: text) }
        if low == high { return Array(stride(from: range.lowerBound, through: range.upperBound, by: step)) }
        return low < high ? Array(stride(from: low, through: high, by: step)) : around(from: low, to: high, by: step)
    }

    /// A range that goes over the end of its cycle, as `fri-mon`. Steps go on over the end as croniter counts them.
    private func around(from low: Int, to high: Int, by step: Int) -> [Int] {
        let upper = Array(stride(from: low, through: range.upperBound, by: step))
        let left = range.upperBound - (upper.last ?? low)
        let position = range.count - 1 - left
        let skipped = position + step > range.count && left < step ? step - left : 0
        return upper + Array(stride(from: range.lowerBound + skipped, through: high, by: step))
    }

    private func number(_ text: String) throws(CronError) -> Int {
        if let position = names.firstIndex(of: text) { return position + range.lowerBound }
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            throw CronError(field: self, text: text)
        }
        if self == .dayOfWeek, number == 7 { return 0 }
        guard range.contains(number) else { throw CronError(field: self, text: text) }
        return number
    }
}

/// What is wrong with a cron expression.
package struct CronError: Error {
    /// Nil when the number of fields is wrong.
    let field: CronField?
    let text: String
    /// What is wrong, where that is not the field by itself.
    var reason: String?

    package var message: String {
        if let reason { return reason }
        guard let field else {
            if text.hasPrefix("@") { return "there is no preset `\(text)`" }
            return
                "cron expression `\(text)` does not have the five fields minute, hour, day of month, month, day of week"
        }
        let range = field.range
        return
            "`\(text)` is no \(field.title) of a cron expression; it goes from \(range.lowerBound) to "
            + "\(range.upperBound)"
    }
}
