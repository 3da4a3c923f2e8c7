import Testing

@testable import SyncEngine

@Suite("The queue of an alert channel")
struct AlertQueueTests {
    static let start = ContinuousClock.now

    static func alert(
        _ condition: Alert.Condition, _ event: Alert.Event, _ severity: Alert.Severity = .warning
    ) -> Alert {
        AlertChannelTests.alert(condition, event, severity)
    }

    func queue(_ settings: AlertQueue.Settings = .init()) -> AlertQueue { AlertQueue(settings, now: Self.start) }

    @Test("tells together what waits together, the latest of each trouble alone")
    func grouped() {
        var queue = queue()
        for alert in [
            Self.alert(.failing, .began), Self.alert(.heldFiles, .began), Self.alert(.failing, .escalated, .critical),
        ] {
            queue.put(alert)
        }
        let told = queue.take(now: Self.start)
        #expect(told.map(\.condition) == [.heldFiles, .failing])
        #expect(told.map(\.event) == [.began, .escalated])
        #expect(queue.take(now: Self.start).isEmpty)
    }

    @Test("says nothing of a trouble that began and ended before it could be told")
    func neverTold() {
        var queue = queue()
        queue.put(Self.alert(.failing, .began))
        queue.put(Self.alert(.failing, .recovered))
        #expect(queue.isEmpty)
    }

    @Test("tells the end of what an earlier process told")
    func restored() {
        let alert = Self.alert(.failing, .recovered)
        var queue = AlertQueue(.init(), open: [alert.deduplicationKey], now: Self.start)
        queue.put(alert)
        #expect(queue.take(now: Self.start) == [alert])
    }

    @Test("leaves out what is too mild, tells it when it escalates, and then its end too")
    func minimum() {
        var queue = queue(.init(minimum: .critical))
        queue.put(Self.alert(.failing, .began))
        #expect(queue.isEmpty)
        queue.put(Self.alert(.failing, .escalated, .critical))
        #expect(queue.take(now: Self.start).count == 1)
        queue.put(Self.alert(.failing, .recovered, .critical))
        #expect(queue.take(now: Self.start).map(\.event) == [.recovered])
        queue.put(Self.alert(.failing, .recovered, .critical))
        #expect(queue.isEmpty)
    }

    @Test("lets no more messages leave than there may be in an hour, and tells what is the matter when there is room")
    func rate() {
        var queue = queue(.init(messagesPerHour: 2))
        var messages = 0
        for second in 0..<3600 {
            // A host that comes and goes.
            queue.put(Self.alert(.failing, second.isMultiple(of: 2) ? .began : .recovered))
            if !queue.take(now: Self.start + .seconds(second)).isEmpty { messages += 1 }
        }
        #expect(messages == 3)
        queue.put(Self.alert(.failing, .escalated, .critical))
        let wait = queue.wait(now: Self.start + .seconds(3599))
        #expect(wait > .zero && wait <= .seconds(1800))
        #expect(queue.take(now: Self.start + .seconds(3599) + wait).map(\.event) == [.escalated])
    }

    @Test("keeps what could not be delivered until something newer takes its place")
    func givenBack() {
        var queue = queue()
        queue.put(Self.alert(.failing, .began))
        let failed = queue.take(now: Self.start)
        queue.giveBack(failed)
        #expect(queue.take(now: Self.start) == failed)
        queue.put(Self.alert(.failing, .recovered))
        queue.giveBack(failed)
        // The receiver may have got the first one all the same, so it is told the end.
        #expect(queue.take(now: Self.start).map(\.event) == [.recovered])
    }

    actor Receiver {
        private(set) var batches: [[Alert]] = []
        private var failures: Int
        private var gate: CheckedContinuation<Void, Never>?
        private var isOpen = false

        init(failures: Int = 0) { self.failures = failures }

        func take(_ alerts: [Alert]) async -> Bool {
            batches.append(alerts)
            if !isOpen { await withCheckedContinuation { gate = $0 } }
            defer { failures -= 1 }
            return failures <= 0
        }

        func open() {
            isOpen = true
            gate?.resume()
            gate = nil
        }
    }

    @Test("does not hold up the sender while the receiver is slow, and tries again what failed")
    func delivery() async {
        let receiver = Receiver(failures: 2)
        let delivery = AlertDelivery(AlertQueue(.init()), pause: .milliseconds(1)) { await receiver.take($0) }
        await delivery.send(Self.alert(.failing, .began))
        while await receiver.batches.isEmpty { await Task.yield() }
        await delivery.send(Self.alert(.heldFiles, .began))
        await delivery.send(Self.alert(.tampered, .began))
        await receiver.open()
        while await receiver.batches.count < 3 { await Task.yield() }
        await delivery.finish(within: .seconds(60))
        let batches = await receiver.batches
        #expect(batches[0].map(\.condition) == [.failing])
        #expect(batches[1].map(\.condition) == [.failing, .heldFiles, .tampered])
        #expect(batches[2] == batches[1] && batches.count == 3)
    }

    @Test("tries what waits once more at the end, and not for ever")
    func end() async {
        let receiver = Receiver(failures: 1000)
        await receiver.open()
        let delivery = AlertDelivery(AlertQueue(.init()), pause: .seconds(3600)) { await receiver.take($0) }
        await delivery.send(Self.alert(.failing, .began))
        while await receiver.batches.isEmpty { await Task.yield() }
        await delivery.finish(within: .seconds(60))
        #expect(await receiver.batches.count <= 2)
    }
}
