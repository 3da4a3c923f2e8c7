import CivilTime
import Testing

@Suite("Days and times as texts")
struct ISO8601Tests {
    @Test(
        "A time is written with its day, also before 1970 and around leap days",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-62_135_596_800, "0001-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
        ])
    func times(seconds: Int, text: String) {
        #expect(ISO8601.text(seconds: seconds) == text)
        #expect(ISO8601.seconds(of: text) == seconds)
    }

    @Test("Milliseconds have three digits")
    func milliseconds() {
        #expect(ISO8601.text(milliseconds: 1_005) == "1970-01-01T00:00:01.005Z")
        #expect(ISO8601.text(milliseconds: -1) == "1969-12-31T23:59:59.999Z")
    }

    @Test(
        "A text may leave out seconds or the clock, and may have an offset",
        arguments: [
            ("2026-03-29T03:00+02:00", "2026-03-29T01:00:00Z"), ("2026-03-29T03:00:05-01:30", "2026-03-29T04:30:05Z"),
            ("2026-03-29", "2026-03-29T00:00:00Z"),
        ])
    func shorter(text: String, whole: String) {
        #expect(ISO8601.seconds(of: text) == ISO8601.seconds(of: whole))
    }

    @Test(
        "What is no time, or does not exist, is none",
        arguments: [
            "", "2026", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-03-29T", "2026-03-29T01",
            "2026-03-29T24:00:00Z", "2026-03-29T01:60:00Z", "2026-03-29T01:00:00", "2026-03-29T01:00:00Zx",
            "2026-03-29 01:00:00Z", "20260329", "+2026-03-29", "10000-01-01", "٢٠٢٦-03-29",
            "99999999999999999999-01-01",
        ])
    func none(text: String) {
        #expect(ISO8601.seconds(of: text) == nil)
    }

    @Test("Every day of 800 years comes after the one before it, and is found by its number")
    func days() throws {
        var before = try #require(GregorianDay(year: 1599, month: 12, day: 31)).number
        for year in 1600..<2400 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let date = GregorianDay(year: year, month: month, day: day) else { continue }
                    #expect(date.number == before + 1 && GregorianDay(number: date.number) == date)
                    before = date.number
                }
            }
        }
        #expect(before - GregorianDay.number(year: 1600, month: 1, day: 1) == 292_194 - 1)
    }
}
