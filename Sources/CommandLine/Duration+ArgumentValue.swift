/// Durations are written as Go and git-sync write them: `500ms`, `10s`, `1m30s`, `1.5h`, `0`.
extension Duration: ArgumentValue {
    package static var placeholder: String { "DURATION" }

    package init(argument: String) throws(InvalidArgument) {
        guard let value = Duration(spelled: argument) else {
            throw InvalidArgument("expected a duration such as 500ms, 10s or 1m30s")
        }
        self = value
    }

    /// The shortest spelling down to milliseconds; what is finer is dropped.
    package var argument: String {
        var milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        guard milliseconds != 0 else { return "0s" }
        var text = milliseconds < 0 ? "-" : ""
        milliseconds = abs(milliseconds)
        for (unit, size) in [("h", 3_600_000), ("m", 60000), ("s", 1000), ("ms", 1)] as [(String, Int64)] {
            let count = milliseconds / size
            milliseconds %= size
            if count > 0 { text += "\(count)\(unit)" }
        }
        return text
    }

    private init?(spelled text: String) {
        if text == "0" {
            self = .zero
            return
        }
        var rest = Substring(text)
        var total = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let name = rest.prefix { !($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(name.count)
            // A year in seconds is 3e7; the limit keeps the sum far from what a Duration can hold.
            guard let count = Double(number), count.isFinite, count < 1e9, let unit = Self.units[String(name)] else {
                return nil
            }
            total += unit * count
        }
        self = total
    }

    private static let units: [String: Duration] = [
        "ns": .nanoseconds(1), "us": .microseconds(1), "µs": .microseconds(1), "ms": .milliseconds(1),
        "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600),
    ]
}
