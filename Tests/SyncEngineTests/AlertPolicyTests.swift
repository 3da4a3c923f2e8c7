import Git
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The alert policy")
struct AlertPolicyTests {
    static func after(_ seconds: Int64) -> Timestamp { Timestamp(seconds: 1_800_000_000 + seconds) }

    static func report(
        _ outcome: CycleReport.Outcome, at seconds: Int64, wanted: ObjectID? = nil,
        _ change: (inout CycleReport) -> Void = { _ in }
    ) -> CycleReport {
        var report = CycleReport(
            trigger: .period, started: after(seconds), duration: .zero, outcome: outcome, wanted: wanted, commit: nil,
            live: nil, transfer: nil, warnings: [])
        change(&report)
        return report
    }

    static func failed(_ failure: FailureClass, at seconds: Int64, wanted: ObjectID? = nil) -> CycleReport {
        report(.failed(SyncError(failure, during: .fetch, "why")), at: seconds, wanted: wanted)
    }

    static func held(_ names: [String], at seconds: Int64) -> CycleReport {
        report(.upToDate, at: seconds) {
            $0.held = names.map {
                HeldFile(
                    path: $0, line: 3, message: "invalid syntax", broken: "b", commit: "c0ffee", author: "Ada",
                    summary: "Add", good: nil)
            }
        }
    }

    static func tampered(_ paths: [String], at seconds: Int64) -> CycleReport {
        report(.upToDate, at: seconds) {
            $0.hasCheckedTree = true
            $0.tampering = paths.isEmpty ? nil : Tampering(paths: paths, isHealed: true)
        }
    }

    /// What each report is worth telling.
    func notices(_ reports: [CycleReport], _ settings: AlertPolicy.Settings = .init()) -> [[AlertPolicy.Notice]] {
        var policy = AlertPolicy(settings)
        return reports.map { policy.notices(for: $0, now: $0.started) }
    }

    /// The same for reports that can only be worth one notice each.
    func events(_ reports: [CycleReport], _ settings: AlertPolicy.Settings = .init()) -> [Alert.Event?] {
        notices(reports, settings).map { $0.first?.event }
    }

    @Test("says once that the host is away, and once that it is back")
    func oneAlertOneRecovery() {
        let reports = [
            Self.report(.upToDate, at: 0), Self.failed(.network, at: 10), Self.failed(.network, at: 20),
            Self.failed(.timeout, at: 30), Self.failed(.network, at: 200), Self.report(.upToDate, at: 210),
            Self.report(.upToDate, at: 220),
        ]
        #expect(events(reports) == [nil, nil, .began, nil, nil, .recovered, nil])
        #expect(notices(reports)[2].first?.since == Self.after(10))
    }

    @Test("is silent about one brief hiccup and its end")
    func hiccup() {
        let reports = [Self.failed(.network, at: 0), Self.report(.upToDate, at: 10), Self.failed(.network, at: 20)]
        #expect(events(reports) == [nil, nil, nil])
    }

    @Test(
        "does not wait for a second failure where waiting cannot help",
        arguments: [
            FailureClass.authentication, .refNotFound, .refused, .disk, .permission,
        ])
    func atOnce(failure: FailureClass) {
        #expect(events([Self.failed(failure, at: 0), Self.failed(failure, at: 10)]) == [.began, nil])
    }

    @Test("tells of another cause, but not more than once a minute")
    func anotherCause() {
        let reports = [
            Self.failed(.disk, at: 0), Self.failed(.permission, at: 10), Self.failed(.permission, at: 61),
            Self.failed(.permission, at: 70),
        ]
        #expect(events(reports) == [.began, nil, .began, nil])
    }

    @Test("tells of each refused commit once")
    func refusedCommits() throws {
        let first = try #require(ObjectID(String(repeating: "a", count: 40)))
        let second = try #require(ObjectID(String(repeating: "b", count: 40)))
        let reports = [
            Self.failed(.refused, at: 0, wanted: first), Self.failed(.refused, at: 100, wanted: first),
            Self.failed(.refused, at: 200, wanted: second), Self.report(.upToDate, at: 300),
        ]
        #expect(events(reports) == [.began, nil, .began, .recovered])
    }

    @Test("reminds after the interval, and a failure that lasts becomes critical once")
    func escalation() {
        let settings = AlertPolicy.Settings(patience: 1, repeatInterval: .seconds(100), escalateAfter: .seconds(150))
        let reports = [0, 50, 100, 160, 170, 260].map { Self.failed(.network, at: Int64($0)) }
        #expect(events(reports, settings) == [.began, nil, .reminder, .escalated, nil, .reminder])
        let severities = notices(reports, settings).compactMap(\.first?.severity)
        #expect(severities == [.warning, .warning, .critical, .critical])
        let recovered = notices(reports + [Self.report(.upToDate, at: 270)], settings).last?.first
        #expect(recovered?.event == .recovered && recovered?.severity == .critical)
    }

    @Test("counts the severity that was chosen for a class, and never raises what is only for information")
    func severityRules() {
        var settings = AlertPolicy.Settings(patience: 1, repeatInterval: .zero, escalateAfter: .seconds(100))
        settings.severities.set(.critical, for: "disk")
        settings.severities.set(.info, for: "refused")
        let disk = notices([Self.failed(.disk, at: 0), Self.failed(.disk, at: 200)], settings)
        #expect(disk.map { $0.first?.severity } == [.critical, nil])
        let refused = notices([Self.failed(.refused, at: 0), Self.failed(.refused, at: 200)], settings)
        #expect(refused.map { $0.first?.severity } == [.info, nil])
        #expect(notices([Self.failed(.git, at: 0)], settings).first?.first?.severity == .error)
    }

    @Test("does not take a stop for a failure")
    func stopped() {
        #expect(events([Self.failed(.stopped, at: 0), Self.failed(.stopped, at: 1)]) == [nil, nil])
    }

    @Test("tells of tampering once, and of its end when a look finds the tree intact")
    func tampering() {
        let reports = [
            Self.tampered(["a.py"], at: 0), Self.report(.upToDate, at: 10), Self.tampered(["b.py"], at: 20),
            Self.report(.upToDate, at: 30), Self.tampered([], at: 40), Self.tampered([], at: 50),
        ]
        #expect(events(reports) == [.began, nil, nil, nil, .recovered, nil])
        #expect(notices(reports)[0].first?.trouble.message.contains("they are whole again: a.py") == true)
    }

    @Test("tells of held files with their lines, again when others are held, and when none is held any more")
    func heldFiles() {
        let reports = [
            Self.held(["a.py"], at: 0), Self.held(["a.py"], at: 10), Self.held(["a.py", "b.py"], at: 70),
            Self.failed(.network, at: 80), Self.held([], at: 90),
        ]
        #expect(events(reports) == [.began, nil, .began, nil, .recovered])
        let message = notices(reports)[0].first?.trouble.message
        #expect(message?.contains("a.py:3: invalid syntax (commit c0ffee by Ada: Add)") == true)
    }

    @Test("keeps one condition apart from another")
    func conditions() {
        let both = Self.report(.failed(SyncError(.disk, during: .stage, "full")), at: 0) {
            $0.tampering = Tampering(paths: ["a"], isHealed: false)
        }
        let told = notices([both, Self.tampered([], at: 10)])
        #expect(told.map { $0.map(\.condition) } == [[.failing, .tampered], [.failing, .tampered]])
        #expect(told[1].map(\.event) == [.recovered, .recovered])
    }

    @Test("does not tell again after a restart what lasts, and tells its end, whatever becomes of the file")
    func restart() throws {
        let folder = try TemporaryFolder()
        let memory = AlertMemory(path: "\(folder.path)/alerts", instance: "pod-1")
        #expect(memory.read() == [])
        let settings = AlertPolicy.Settings(patience: 1, repeatInterval: .zero, escalateAfter: .seconds(100))
        var first = AlertPolicy(settings)
        #expect(first.notices(for: Self.failed(.disk, at: 0), now: Self.after(0)).count == 1)
        try memory.write(first.open)
        #expect(memory.read() == first.open && first.open.count == 1)
        var second = AlertPolicy(settings, open: memory.read())
        #expect(second.notices(for: Self.failed(.disk, at: 50), now: Self.after(50)) == [])
        let escalated = second.notices(for: Self.failed(.disk, at: 150), now: Self.after(150))
        #expect(escalated.map(\.event) == [.escalated] && escalated[0].since == Self.after(0))
        try memory.write(second.open)
        var third = AlertPolicy(settings, open: memory.read())
        let recovered = third.notices(for: Self.report(.upToDate, at: 160), now: Self.after(160))
        #expect(recovered.map(\.event) == [.recovered] && recovered[0].severity == .critical)
        #expect(AlertMemory(path: memory.path, instance: "pod-2").read() == [])
        try overwrite(memory.path, with: "{")
        #expect(memory.read() == [])
        try memory.write(third.open)
        #expect(try FileSystem().status(memory.path) == nil)
    }

    @Test("waits for a second failure of a hook, and for the success of the last one")
    func hooks() async throws {
        let sync = try Sync()
        let commit = try sync.remote.commit(["a": "one"])
        let published = try #require(PublishNotice(await sync.once()))
        var policy = AlertPolicy(.init())
        var troubles: [Trouble] = []
        var told: [Alert.Event?] = []
        for (name, error) in [
            ("webhook", "500"), ("webhook", "500"), ("airflow", "401"), ("webhook", nil), ("airflow", nil),
        ] as [(String, String?)] {
            let notice = policy.notice(hook: name, error: error, after: published, now: Self.after(0))
            told.append(notice?.event)
            if let notice { troubles.append(notice.trouble) }
        }
        #expect(told == [nil, .began, nil, nil, .recovered])
        // Whoever is told wants to know whose change it was.
        #expect(troubles.first?.commit == commit)
        #expect(troubles.first?.author?.isEmpty == false && troubles.first?.summary?.isEmpty == false)
    }
}
