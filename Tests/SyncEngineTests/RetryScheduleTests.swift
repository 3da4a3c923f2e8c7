import SyncEngine
import Testing

@Suite("The retry schedule")
struct RetryScheduleTests {
    let schedule = RetrySchedule(period: .seconds(10), initialPeriod: .seconds(2))
    let away = SyncError(.network, during: .fetch, "refused")

    func delay(_ failures: Int, jitter: Double = 0.5, _ error: SyncError? = nil) -> Duration {
        schedule.delay(after: error ?? away, failures: failures, hasSucceeded: true, jitter: jitter)
    }

    @Test(
        "tries again soon, and then once a period: a remote that is back is noticed as soon as a push would have been")
    func backOff() {
        #expect(delay(1, jitter: 1) == .seconds(5))
        for failures in [2, 3, 10, 1000] { #expect(delay(failures, jitter: 1) == .seconds(10)) }
    }

    @Test("makes two failures within two periods, whatever the jitter")
    func twoPeriods() {
        #expect(delay(1, jitter: 1) < .seconds(10))
    }

    @Test("spreads the tries of many pods")
    func jitter() {
        #expect(delay(2, jitter: 0) == .seconds(8))
        #expect(delay(2, jitter: 1) == .seconds(10))
    }

    @Test("waits as long as the server asks for")
    func retryAfter() {
        let busy = SyncError(.network, during: .fetch, "503", retry: .backOff(atLeast: .seconds(120)))
        #expect(delay(1, busy) == .seconds(120))
    }

    @Test("waits no longer than a quarter of an hour, whatever the server asks for")
    func absurdRetryAfter() {
        let asked = SyncError(.network, during: .fetch, "503", retry: .backOff(atLeast: .seconds(86_400)))
        #expect(delay(1, asked) == .seconds(900))
    }

    @Test("keeps to the period while it waits for the ref to move")
    func quarantine() {
        let refused = SyncError(.refused, during: .gate, "no", retry: .whenRefMoves)
        #expect(delay(9, refused) == .seconds(10))
    }

    @Test("begins a sync once a period, and rests for half of it after one that took long")
    func rhythm() {
        #expect(schedule.delay(hasSucceeded: true, spent: .seconds(1)) == .seconds(9))
        #expect(schedule.delay(hasSucceeded: true, spent: .seconds(60)) == .seconds(5))
        #expect(schedule.delay(hasSucceeded: false, spent: .seconds(60)) == .seconds(1))
    }

    @Test("uses the initial period until the first success")
    func initialPeriod() {
        #expect(schedule.delay(hasSucceeded: false) == .seconds(2))
        #expect(schedule.delay(hasSucceeded: true) == .seconds(10))
    }
}
