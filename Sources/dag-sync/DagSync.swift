import CommandLine
import Glibc
import SyncEngine

/// The sidecar: reads its options, builds its parts and runs until it is told to stop.
@main
struct DagSync {
    static let version = "0.1.0"

    static let syntax = CommandSyntax(
        "dag-sync", "Keeps a folder at the commit of a git ref, and never shows half of one",
        options: SyncOptions.all,
        footer: """
            Exit codes: 0 stopped, or the one sync succeeded; 1 failed; 64 wrong options.
            """,
        version: version)

    static func main() {
        ProcessMemory.limitHeaps()
        // Before any other thread exists: all inherit that signals are left to this one.
        var signals = Signals()
        let given = DeprecatedNames(
            Array(Swift.CommandLine.arguments.dropFirst()), environment: processEnvironment())
        do throws(UsageError) {
            if let probe = try healthProbe(given) {
                start(probe)
                signals.read()
            }
            switch try syntax.parse(given.words, environment: given.environment) {
            case .help: leave(.success, saying: syntax.help, to: 1)
            case .version(let version): leave(.success, saying: "dag-sync \(version)\n", to: 1)
            case .run(let arguments):
                let plan = try SyncPlan(arguments, environment: given.environment, warnings: given.warnings)
                if let signal = plan.syncSignal { signals.sync(on: signal) }
                start(plan, signals.stream)
            }
        } catch {
            leave(.usage, saying: "\(error)\n", to: 2)
        }
        signals.read()
    }

    private static func start(_ plan: SyncPlan, _ signals: AsyncStream<Signals.Signal>) {
        umask(plan.isGroupWritable ? 0o002 : 0o022)
        switch plan.purpose {
        case .sync: Task.detached { leave(await Sidecar(plan).run(signals), saying: "", to: 1) }
        case .checkConfiguration(let asksRemote):
            // The calls that block are made here, on a thread that nothing waits for.
            var check = ConfigurationCheck(plan)
            check.lookAtFiles()
            check.lookUpHosts()
            Task.detached { [check] in await finish(check, asksRemote: asksRemote) }
        }
    }

    /// nil when no health is asked for. The image's health check has no other word, so nothing else is required.
    private static func healthProbe(_ given: DeprecatedNames) throws(UsageError) -> HealthProbe? {
        guard given.words.contains(where: { ["--check-health", "--check-health=true"].contains($0) }) else {
            return nil
        }
        let options = SyncOptions.all.filter { !$0.declaration.isRequired } + SyncOptions.neededToSync
        let relaxed = CommandSyntax("dag-sync", "", options: options)
        guard case .run(let arguments) = try relaxed.parse(given.words, environment: given.environment) else {
            return nil
        }
        return HealthProbe(address: OptionValues(arguments).optional(SyncOptions.httpBind))
    }

    private static func start(_ probe: HealthProbe) {
        Task.detached {
            let answer = await probe.ask()
            leave(answer.isAlive ? .success : .failure, saying: answer.text, to: answer.isAlive ? 1 : 2)
        }
    }

    private static func finish(_ check: consuming ConfigurationCheck, asksRemote: Bool) async {
        if asksRemote { await check.askRemote() }
        guard check.problems.isEmpty else {
            leave(.usage, saying: "\(UsageError(command: "dag-sync", problems: check.problems))\n", to: 2)
        }
        if let refusal = check.refusal { leave(.failure, saying: "dag-sync: \(refusal)\n", to: 2) }
        leave(.success, saying: (check.notes + ["the configuration is valid"]).joined(separator: "\n") + "\n", to: 1)
    }

    private static func leave(_ code: ExitCode, saying text: String, to descriptor: Int32) -> Never {
        let bytes = Array(text.utf8)
        // The process ends either way, so a closed pipe has no one to be told of.
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        exit(code.rawValue)
    }

    private static func processEnvironment() -> [String: String] {
        var variables: [String: String] = [:]
        var cursor = environ
        while let entry = cursor.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            cursor += 1
        }
        return variables
    }
}
