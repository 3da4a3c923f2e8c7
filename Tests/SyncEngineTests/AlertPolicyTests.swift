import Git
import Testing

@testable import SyncEngine

@Suite("The alert policy")
struct AlertPolicyTests {
    static let start = Timestamp(seconds: 1_800_000_000)

    static func after(_ seconds: Int64) -> Timestamp { Timestamp(seconds: 1_800_000_000 + seconds) }

    static func report(_ outcome: CycleReport.Outcome, at seconds: Int64, wanted: ObjectID? = nil) -> CycleReport {
        CycleReport(
            trigger: .period, started: after(seconds), duration: .zero, outcome: outcome, wanted: wanted, commit: nil,
            live: nil, transfer: nil, warnings: [])
    }

    static func failed(_ failure: FailureClass, at seconds: Int64, wanted: ObjectID? = nil) -> CycleReport {
        report(.failed(SyncError(failure, during: .fetch, "why")), at: seconds, wanted: wanted)
    }

    /// The kinds of notice for reports ten seconds apart.
    func notices(_ reports: [CycleReport], _ settings: AlertPolicy.Settings = .init()) -> [Alert.Kind?] {
        var policy = AlertPolicy(settings)
        return reports.map {
            policy.notice(for: $0, lastSuccess: Self.start, now: $0.started)?.kind
        }
    }

    @Test("says once that the host is away, and once that it is back")
    func oneAlertOneRecovery() {
        let reports = [
            Self.report(.upToDate, at: 0), Self.failed(.network, at: 10), Self.failed(.network, at: 20),
            Self.failed(.timeout, at: 30), Self.failed(.network, at: 200), Self.report(.upToDate, at: 210),
            Self.report(.upToDate, at: 220),
        ]
        #expect(notices(reports) == [nil, nil, .failing, nil, nil, .recovered, nil])
    }

    @Test("is silent about one brief hiccup and its end")
    func hiccup() {
        let reports = [Self.failed(.network, at: 0), Self.report(.upToDate, at: 10), Self.failed(.network, at: 20)]
        #expect(notices(reports) == [nil, nil, nil])
    }

    @Test(
        "does not wait for a second failure where waiting cannot help",
        arguments: [
            FailureClass.authentication, .refNotFound, .refused, .disk, .permission,
        ])
    func atOnce(failure: FailureClass) {
        #expect(notices([Self.failed(failure, at: 0), Self.failed(failure, at: 10)]) == [.failing, nil])
    }

    @Test("tells of another cause, but not more than once a minute")
    func anotherCause() {
        let reports = [
            Self.failed(.disk, at: 0), Self.failed(.permission, at: 10), Self.failed(.permission, at: 61),
            Self.failed(.permission, at: 70),
        ]
        #expect(notices(reports) == [.failing, nil, .failing, nil])
    }

    @Test("tells of each refused commit once")
    func refusedCommits() throws {
        let first = try #require(ObjectID(String(repeating: "a", count: 40)))
        let second = try #require(ObjectID(String(repeating: "b", count: 40)))
        let reports = [
            Self.failed(.refused, at: 0, wanted: first), Self.failed(.refused, at: 100, wanted: first),
            Self.failed(.refused, at: 200, wanted: second), Self.report(.upToDate, at: 300),
        ]
        #expect(notices(reports) == [.failing, nil, .failing, .recovered])
    }

    @Test("reminds after the interval, and becomes critical once when the tree is stale")
    func reminders() {
        let settings = AlertPolicy.Settings(patience: 1, repeatInterval: .seconds(100), staleAfter: .seconds(150))
        let reports = [0, 50, 100, 160, 170, 260].map { Self.failed(.network, at: Int64($0)) }
        #expect(notices(reports, settings) == [.failing, nil, .reminder, .stale, nil, .reminder])
    }

    @Test("does not take a stop for a failure")
    func stopped() {
        #expect(notices([Self.failed(.stopped, at: 0), Self.failed(.stopped, at: 1)]) == [nil, nil])
    }
}
