import CivilTime
import Compiler
import PipelineModel

/// A time of a run as a text.
struct TimeText {
    private let time: RuntimeText.TimeModel

    init(_ time: RuntimeText.TimeModel) {
        self.time = time
    }

    func text(in window: Range<Instant>) throws(PipelineMistakes) -> String {
        guard let zone = ZoneRules(time.zone ?? "UTC") else {
            throw PipelineMistakes("there is no time zone `\(time.zone ?? "UTC")`")
        }
        let moment =
            switch time.moment {
            case .windowStart, .logicalDate: window.lowerBound.time
            case .windowEnd: window.upperBound.time
            }
        let clock = zone.clock(at: moment)
        guard let format = time.format else {
            return ISO8601.text(ofClock: clock) + Self.offset(zone.offset(at: moment), separator: ":")
        }
        return try Self.text(clock, zone.offset(at: moment), in: format)
    }

    /// A clock as `strftime` writes it.
    ///
    /// Source: https://docs.python.org/3/library/datetime.html#format-codes
    private static func text(_ clock: Int, _ offset: Int, in format: String) throws(PipelineMistakes) -> String {
        var text = ""
        var rest = format[...]
        while let character = rest.popFirst() {
            guard character == "%", let directive = rest.popFirst() else {
                text.append(character)
                continue
            }
            guard let written = self.text(clock, offset, directive) else {
                throw PipelineMistakes("tests cannot tell what `%\(directive)` of `\(format)` gives")
            }
            text += written
        }
        return text
    }

    private static func text(_ clock: Int, _ offset: Int, _ directive: Character) -> String? {
        let second = (clock % day + day) % day
        let number = (clock - second) / day
        let date = GregorianDay(number: number)
        switch directive {
        case "Y": return padded(date.year, 4)
        case "y": return padded(date.year % 100, 2)
        case "m": return padded(date.month, 2)
        case "d": return padded(date.day, 2)
        case "H": return padded(second / 3600, 2)
        case "M": return padded(second / 60 % 60, 2)
        case "S": return padded(second % 60, 2)
        case "F": return ISO8601.text(year: date.year, month: date.month, day: date.day)
        case "T": return String(ISO8601.text(ofClock: second).suffix(8))
        case "j":
            guard let first = GregorianDay(year: date.year, month: 1, day: 1) else { return nil }
            return padded(number - first.number + 1, 3)
        case "z": return Self.offset(offset, separator: "")
        case "%": return "%"
        default: return nil
        }
    }

    /// Seconds.
    private static let day = 86_400

    private static func offset(_ seconds: Int, separator: String) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + separator + padded(minutes % 60, 2)
    }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
