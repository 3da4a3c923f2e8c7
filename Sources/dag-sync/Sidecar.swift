import CommandLine
import Documents
import Git
import Network
import SyncEngine
import System

/// The parts of the running process and how they hang together.
struct Sidecar {
    private let plan: SyncPlan
    private let reporter: Reporter
    private let inbox = TriggerInbox()

    init(_ plan: SyncPlan) {
        self.plan = plan
        var isServing = false
        // A link that cannot be read is reported by the first sync.
        do throws(FileSystemError) {
            isServing = try plan.configuration.root.live(plan.configuration.files) != nil
        } catch {}
        reporter = Reporter(plan.reporter, log: plan.log, isServing: isServing)
    }

    /// Runs until a signal or the options end it.
    func run(_ signals: AsyncStream<Signals.Signal>) async -> ExitCode {
        plan.log.write(
            .info, "starting",
            [
                ("version", .string(DagSync.version)), ("repository", .string(plan.configuration.repository)),
                ("ref", .string(plan.configuration.ref)), ("link", .string(plan.configuration.root.link)),
            ])
        for warning in plan.warnings { plan.log.write(.warning, warning) }
        await reporter.deliver(to: plan.channels) { [tls = plan.trust] in
            HTTPClient(tls: tls, userAgent: "dag-sync/\(DagSync.version)")
        }
        let server = HTTPServer(
            routes: Endpoints(
                reporter: reporter, inbox: inbox, signature: plan.signature, showsMetrics: plan.showsMetrics
            ).routes)
        if let address = plan.httpAddress {
            do throws(NetworkError) {
                let port = try await server.start(on: address)
                plan.log.write(.info, "listening", [("port", .int(Int(port)))])
            } catch {
                plan.log.write(.error, "cannot listen", [("error", .string("\(error)"))])
                return .failure
            }
        }
        let ending = await runLoop(signals)
        await server.stop()
        plan.log.write(.info, "stopped", [("reason", .string(ending.rawValue))])
        return ending == .stopped || ending == .done ? .success : .failure
    }

    private func runLoop(_ signals: AsyncStream<Signals.Signal>) async -> SyncLoop.Ending {
        let loop = SyncLoop(
            plan.loop, cycle: SyncCycle(plan.configuration), reporter: reporter, inbox: inbox,
            hooks: plan.hooks.make(reporter: reporter, trusting: plan.trust))
        let syncing = Task { await loop.run() }
        let listening = Task { [inbox] in
            for await signal in signals {
                switch signal {
                case .sync: await inbox.post(.signal)
                case .stop: syncing.cancel()
                }
            }
        }
        defer { listening.cancel() }
        return await syncing.value
    }
}
