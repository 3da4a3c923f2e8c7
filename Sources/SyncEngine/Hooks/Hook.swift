/// Something outside that is told of every publish, on a task of its own; of several publishes that it was too slow
/// for it is told the last.
package struct Hook: Sendable {
    /// The hooks by name, as metrics, logs and alerts have them.
    package enum Name: String, Sendable, CaseIterable {
        case exechook, webhook, airflow
    }

    private let delivery: LatestDelivery<PublishNotice>

    /// - Parameters:
    ///   - name: the hook in metrics and logs.
    ///   - pause: between two tries.
    ///   - action: tells the receiver; the result is what went wrong, or nil.
    private init(
        name: Name, pause: Duration, reporter: Reporter,
        action: @escaping @Sendable (PublishNotice) async -> String?
    ) {
        delivery = LatestDelivery(attempts: .max, pause: pause, growth: 1) { notice in
            let error = await action(notice)
            await reporter.ran(hook: name.rawValue, error: error, after: notice)
            return error == nil
        }
    }

    package static func program(_ hook: ExecHook, pause: Duration, reporter: Reporter) -> Hook {
        Hook(name: .exechook, pause: pause, reporter: reporter) { await hook.run($0) }
    }

    package static func request(_ hook: Webhook, pause: Duration, reporter: Reporter) -> Hook {
        Hook(name: .webhook, pause: pause, reporter: reporter) { await hook.send($0) }
    }

    package static func airflow(_ hook: AirflowHook, pause: Duration, reporter: Reporter) -> Hook {
        Hook(name: .airflow, pause: pause, reporter: reporter) { await hook.send($0) }
    }

    func send(_ notice: PublishNotice) async { await delivery.send(notice) }

    /// Waits for the last run and says whether it succeeded.
    func finish(within limit: Duration) async -> Bool { await delivery.finish(within: limit) }
}
