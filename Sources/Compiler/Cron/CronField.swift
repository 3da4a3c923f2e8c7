/// One of the five fields of a cron expression: what it may hold and what people call it.
enum CronField: Int, CaseIterable, Sendable {
    case minute
    case hour
    case dayOfMonth
    case month
    case dayOfWeek

    var title: String {
        switch self {
        case .minute: "minute"
        case .hour: "hour"
        case .dayOfMonth: "day of month"
        case .month: "month"
        case .dayOfWeek: "day of week"
        }
    }

    /// Sunday is 0, and 7 as well.
    var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .dayOfMonth: 1...31
        case .month: 1...12
        case .dayOfWeek: 0...7
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

    /// The values that a field's text stands for.
    func values(of text: String) throws(CronError) -> Set<Int> {
        var values: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            values.formUnion(try self.item(String(item)))
        }
        if self == .dayOfWeek, values.remove(7) != nil { values.insert(0) }
        return values
    }

    private func item(_ text: String) throws(CronError) -> [Int] {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2 else { throw CronError(field: self, text: text) }
        let bounds = try self.bounds(parts[0], stepped: parts.count == 2)
        guard parts.count == 2 else { return Array(bounds) }
        guard let step = Int(parts[1]), step > 0 else { throw CronError(field: self, text: text) }
        return Array(stride(from: bounds.lowerBound, through: bounds.upperBound, by: step))
    }

    private func bounds(_ text: String, stepped: Bool) throws(CronError) -> ClosedRange<Int> {
        if text == "*" { return self == .dayOfWeek ? 0...6 : range }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count <= 2 else { throw CronError(field: self, text: text) }
        let low = try number(ends[0])
        guard ends.count == 2 else { return low...(stepped ? range.upperBound : low) }
        let high = try number(ends[1])
        guard low <= high else { throw CronError(field: self, text: text) }
        return low...high
    }

    private func number(_ text: String) throws(CronError) -> Int {
        if let position = names.firstIndex(of: text.lowercased()) { return position + range.lowerBound % 2 }
        guard !text.isEmpty, text.allSatisfy(\.isWholeNumber), let number = Int(text), range.contains(number) else {
            throw CronError(field: self, text: text)
        }
        return number
    }
}

/// What is wrong with a cron expression.
struct CronError: Error {
    /// Nil when the number of fields is wrong.
    let field: CronField?
    let text: String

    var message: String {
        guard let field else {
            return
                "cron expression `\(text)` does not have the five fields minute, hour, day of month, month, day of week"
        }
        let range = field.range
        return
            "`\(text)` is no \(field.title) of a cron expression; it goes from \(range.lowerBound) to \(range.upperBound)"
    }
}
