import CommandLine
import Git
import Glibc
import Network
import SyncEngine

/// What the options ask for, checked as a whole.
struct SyncPlan {
    let configuration: SyncConfiguration
    let reporter: Reporter.Settings
    let loop: SyncLoop.Settings
    let channels: [(channel: AlertChannel, queue: AlertQueue.Settings)]
    let log: Log
    let httpAddress: String?
    let showsMetrics: Bool
    let signature: TriggerSignature?
    let isGroupWritable: Bool
    let onlyChecks: Bool
    let onlyChecksHealth: Bool
    let hooks: HookOptions
    /// Variables of git-sync that are set and that dag-sync does not know.
    let unknownVariables: [String]
    /// What was given under an old name or has no effect.
    let warnings: [String]
    /// A signal that asks for a sync, beside SIGHUP.
    let syncSignal: Int32?

    init(_ arguments: ParsedArguments, environment: [String: String], warnings: [String]) throws(UsageError) {
        self.warnings = warnings
        do {
            let values = OptionValues(arguments)
            isGroupWritable = try values[SyncOptions.groupWrite]
            onlyChecks = try values[SyncOptions.checkConfig]
            onlyChecksHealth = try values[SyncOptions.checkHealth]
            httpAddress = try values[SyncOptions.httpBind]
            showsMetrics = try values[SyncOptions.httpMetrics]
            log = Log(verbosity: try values[SyncOptions.verbose])
            signature = try values[SyncOptions.syncSecretFile].map { TriggerSignature(secret: .file($0)) }
            hooks = try HookOptions(values)
            channels = try values.alertChannels()
            configuration = try values.configuration()
            var settings = try values.reporterSettings(configuration)
            if !channels.isEmpty { settings.alertFile = configuration.root.alertFile }
            reporter = settings
            loop = try values.loopSettings(configuration)
            try values.checkSecrets()
            syncSignal = try values[SyncOptions.syncOnSignal]?.value
            unknownVariables = Self.unknownVariables(environment)
        } catch let error as SyncError {
            throw UsageError(command: "dag-sync", problems: [error.message])
        } catch let error as InvalidArgument {
            throw UsageError(command: "dag-sync", problems: [error.expectation])
        } catch {
            throw UsageError(command: "dag-sync", problems: ["\(error)"])
        }
    }

    private static func unknownVariables(_ environment: [String: String]) -> [String] {
        let known = Set(SyncOptions.all.flatMap(\.declaration.environment))
        return environment.keys.filter { $0.hasPrefix("GITSYNC_") && !known.contains($0) }.sorted()
    }
}
