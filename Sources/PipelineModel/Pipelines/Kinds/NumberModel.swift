/// A number that a declaration gives, and what it may be.
package struct NumberModel: Hashable, Sendable {
    package enum Unit: String, Hashable, Sendable {
        case none = ""
        case seconds = " s"
        case mebibytes = " MiB"
        case milliCPU = " thousandths of a core"
    }

    /// What its author calls it, such as `givingUp(after:)`.
    package let name: String
    package let value: Int
    package let range: ClosedRange<Int>
    package let unit: Unit

    package init(_ name: String, _ value: Int, in range: ClosedRange<Int>, _ unit: Unit = .none) {
        self.name = name
        self.value = value
        self.range = range
        self.unit = unit
    }

    /// Seconds that a wait or a limit may have: ten years are more than anybody means.
    package static let longestTime = 3650 * 86_400
    /// Counts that the databases of schedulers keep, whose columns have 32 bits.
    package static let mostCounted = Int(Int32.max)

    /// A time that must be there.
    package static func time(_ name: String, _ seconds: Int?, from least: Int = 1) -> [NumberModel] {
        seconds.map { [NumberModel(name, $0, in: least...longestTime, .seconds)] } ?? []
    }

    /// A number of things of which there must be one.
    package static func count(_ name: String, _ count: Int?, from least: Int = 1, upTo most: Int = mostCounted)
        -> [NumberModel]
    {
        count.map { [NumberModel(name, $0, in: least...most)] } ?? []
    }
}

/// A text without which a task cannot do its work.
package struct NeededText: Hashable, Sendable {
    /// What it is, such as `command`.
    package let name: String
    package let text: RuntimeText

    package init(_ name: String, _ text: RuntimeText) {
        self.name = name
        self.text = text
    }

    package init(_ name: String, _ text: String) {
        self.init(name, RuntimeText(text))
    }
}
