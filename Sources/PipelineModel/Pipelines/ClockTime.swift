/// A time that clocks of a zone show, to the minute.
package struct ClockTime: Hashable, Sendable, Codable {
    package var hour: Int
    package var minute: Int

    package init(hour: Int, minute: Int) {
        self.hour = hour
        self.minute = minute
    }
}
