import CommandLine
import Git
import Glibc
import Network
import SyncEngine

/// What the options ask for, checked as a whole.
struct SyncPlan {
    /// What the process is there for.
    enum Purpose: Equatable {
        case sync
        /// To say whether the configuration can work, and with `remote` whether the git host says so too.
        case checkConfiguration(remote: Bool)
    }

    let purpose: Purpose
    let values: OptionValues
    let configuration: SyncConfiguration
    let reporter: Reporter.Settings
    let loop: SyncLoop.Settings
    let channels: [(channel: any AlertChannel, queue: AlertQueue.Settings)]
    let log: Log
    let httpAddress: String?
    let showsMetrics: Bool
    let signature: TriggerSignature?
    let isGroupWritable: Bool
    let hooks: HookOptions
    /// What every client trusts.
    let trust: TLSOptions
    /// What was given under an old name or has no effect.
    let warnings: [String]
    /// A signal that asks for a sync, beside SIGHUP.
    let syncSignal: Int32?

    init(_ arguments: ParsedArguments, environment: [String: String], warnings: [String]) throws(UsageError) {
        let variables = UnknownVariables(environment, known: SyncOptions.all.flatMap(\.declaration.environment))
        let values = OptionValues(arguments)
        let problems = variables.problems + ConfigurationRules(values).problems
        guard problems.isEmpty else { throw UsageError(command: "dag-sync", problems: problems) }
        self.values = values
        self.warnings = warnings + Self.warnings(of: variables, environment)
        do {
            purpose = try values.purpose()
            isGroupWritable = try values[SyncOptions.groupWrite]
            httpAddress = try values[SyncOptions.httpBind]
            showsMetrics = try values[SyncOptions.httpMetrics]
            log = Log(verbosity: try values[SyncOptions.verbose])
            signature = try values[SyncOptions.syncSecretFile].map { TriggerSignature(secret: .file($0)) }
            hooks = try HookOptions(values)
            trust = try values.trust()
            channels = try values.alertChannels()
            configuration = try values.configuration()
            var settings = try values.reporterSettings(configuration)
            if !channels.isEmpty { settings.alertFile = configuration.root.alertFile }
            reporter = settings
            loop = try values.loopSettings(configuration)
            syncSignal = try values[SyncOptions.syncOnSignal]?.value
        } catch let error as SyncError {
            throw UsageError(command: "dag-sync", problems: [error.message])
        } catch let error as InvalidArgument {
            throw UsageError(command: "dag-sync", problems: [error.expectation])
        } catch {
            throw UsageError(command: "dag-sync", problems: ["\(error)"])
        }
    }

    private static func warnings(of variables: UnknownVariables, _ environment: [String: String]) -> [String] {
        var warnings: [String] = []
        if !variables.withoutEffect.isEmpty {
            let names = variables.withoutEffect.map { "$\($0)" }.joined(separator: ", ")
            warnings.append("these variables of git-sync have no effect here: \(names)")
        }
        // git takes any value for yes.
        if let value = environment["GIT_SSL_NO_VERIFY"], !value.isEmpty {
            warnings.append(
                "$GIT_SSL_NO_VERIFY has no effect: certificates are always verified; --ca-file names other authorities")
        }
        return warnings
    }
}

extension OptionValues {
    fileprivate func purpose() throws(InvalidArgument) -> SyncPlan.Purpose {
        let asksRemote = try self[SyncOptions.checkRemote]
        let onlyChecks = try self[SyncOptions.checkConfig]
        return asksRemote || onlyChecks ? .checkConfiguration(remote: asksRemote) : .sync
    }
}
