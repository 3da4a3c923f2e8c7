import PipelineModel

/// What a partition is called, and the moment that its name tells.
struct PartitionKey: Hashable, Sendable {
    let text: String
    /// On a clock that never changes, in seconds since its 1970-01-01T00:00:00; nil for a key that tells no time.
    let clock: Int?
}

/// How a time becomes a key, in the directives of C's `strftime`, and what of the time is left in it.
struct PartitionKeyFormat: Hashable, Sendable {
    private let text: String
    private let directives: Set<Character>

    /// That of Airflow where nobody names another. Source: `_BaseTemporalMapper` of Airflow 3.3.
    static let usual = PartitionKeyFormat("%Y-%m-%dT%H:%M:%S")

    init(_ text: String) {
        self.text = text
        var directives: Set<Character> = []
        var isDirective = false
        for character in text {
            if isDirective { directives.insert(character) }
            isDirective = !isDirective && character == "%"
        }
        self.directives = directives
    }

    func key(ofClock clock: Int) -> PartitionKey {
        PartitionKey(text: text(ofClock: clock), clock: moment(toldOf: clock))
    }

    private func text(ofClock clock: Int) -> String {
        let reading = ClockReading(clock)
        var (written, isDirective) = ("", false)
        for character in text {
            if isDirective {
                written += reading.written(as: character)
            } else if character != "%" {
                written.append(character)
            }
            isDirective = !isDirective && character == "%"
        }
        return written
    }

    /// What a reader of the key takes its time for: what it does not tell is the first of its kind.
    private func moment(toldOf clock: Int) -> Int {
        let reading = ClockReading(clock)
        func tells(_ any: Set<Character>) -> Bool { !directives.isDisjoint(with: any) }
        let day = tells(["d", "j", "F", "D", "x", "c"])
        let month = day || tells(["m", "b", "B"])
        let date = CalendarDate(
            year: reading.date.year, month: month ? reading.date.month : 1, day: day ? reading.date.day : 1)
        return CivilDay(date).number * 86_400
            + (tells(["H", "I", "T", "R", "X", "c"]) ? reading.hour * 3600 : 0)
            + (tells(["M", "T", "R", "X", "c"]) ? reading.minute * 60 : 0)
            + (tells(["S", "T", "X", "c"]) ? reading.second : 0)
    }
}

/// A moment as a clock and a calendar show it.
private struct ClockReading {
    let day: CivilDay
    let date: CalendarDate
    let hour: Int
    let minute: Int
    let second: Int

    init(_ clock: Int) {
        let (number, seconds) = clock.quotientAndRemainder(floor: 86_400)
        day = CivilDay(number)
        date = day.date
        (hour, minute, second) = (seconds / 3600, seconds % 3600 / 60, seconds % 60)
    }

    /// The directives that keys are made of in digits. Another one becomes a number that is as often another as its words
    /// are: keys are compared, and shown to nobody.
    func written(as directive: Character) -> String {
        switch directive {
        case "%": "%"
        case "Y": "\(date.year)"
        case "y": padded(date.year % 100)
        case "m": padded(date.month)
        case "d": padded(date.day)
        case "H": padded(hour)
        case "M": padded(minute)
        case "S": padded(second)
        case "F": "\(date)"
        case "T", "X": "\(padded(hour)):\(padded(minute)):\(padded(second))"
        case "R": "\(padded(hour)):\(padded(minute))"
        case "b", "B": "\(date.month)"
        case "a", "A", "u", "w": "\(day.weekday)"
        case "p": hour < 12 ? "AM" : "PM"
        case "I": padded(hour % 12)
        // Weeks begin on Mondays; 1970-01-05 was one.
        case "V", "W", "U", "G": "\((day.number - 4).quotientAndRemainder(floor: 7).quotient)"
        default: "\(day.number)"
        }
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
