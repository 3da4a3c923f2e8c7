import CommandLine
import Git
import Glibc
import Network
import SyncEngine

/// The parsed options, and what is made of several of them together.
struct OptionValues {
    let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) {
        self.arguments = arguments
    }

    subscript<Value>(_ option: Option<Value>) -> Value {
        get throws(InvalidArgument) { try arguments.value(option) }
    }

    /// A value that cannot be missing or wrong: the command line was read with it.
    func text(of option: Option<String>) -> String {
        do throws(InvalidArgument) { return try self[option] } catch { return "" }
    }

    func optional(_ option: Option<String?>) -> String? {
        do throws(InvalidArgument) { return try self[option] } catch { return nil }
    }

    /// The option as it was given: `--name`, or the variable.
    func spelling(of option: any CommandOption) -> String {
        if case .environment(let variable) = arguments.origin(ofOptionCalled: option.declaration.name) {
            return "$\(variable)"
        }
        return "--\(option.declaration.name)"
    }

    func origin<Value>(of option: Option<Value>) -> ParsedArguments.Origin? { arguments.origin(of: option) }

    func configuration() throws -> SyncConfiguration {
        var configuration = try reachableConfiguration()
        let depth = try self[SyncOptions.depth]
        configuration.depth = depth > 0 ? depth : nil
        configuration.timeout = try self[SyncOptions.syncTimeout]
        configuration.staleTreeTimeout = try self[SyncOptions.staleWorktreeTimeout]
        configuration.integrityInterval = try self[SyncOptions.tamperCheckInterval]
        configuration.sparseFile = try self[SyncOptions.sparseCheckoutFile].map { Self.absolute($0) }
        configuration.limits = ContentLimits(
            fileSize: try self[SyncOptions.maxFileSize].bytes, totalSize: try self[SyncOptions.maxTotalSize].bytes,
            files: try self[SyncOptions.maxFiles])
        configuration.isGroupWritable = try self[SyncOptions.groupWrite]
        configuration.touchFile = try self[SyncOptions.touchFile].map {
            Self.absolute($0, below: configuration.root.directory)
        }
        configuration.signatures = try signatureCheck()
        configuration.allowsRewrites = try self[SyncOptions.allowRewrite]
        // Whether one commit follows another is in the history between them.
        if !configuration.allowsRewrites { configuration.depth = nil }
        configuration.reserve = try self[SyncOptions.minFreeSpace].bytes
        configuration.treeGate = TreeGate(
            files: configuration.files, python: try python(), holdsBrokenFiles: try self[SyncOptions.holdBrokenFiles],
            commands: try gateCommands())
        return configuration
    }

    /// The repository, the root, and the ways to reach the repository and its submodules.
    private func reachableConfiguration() throws -> SyncConfiguration {
        let repo = try self[SyncOptions.repo]
        let root = try treeRoot()
        let access = try remoteAccess()
        // Made once here, so that a wrong address is an error of the options and not of every sync.
        let remote = try RemoteEndpoint(repo)
        let calls = CredentialCalls()
        var configuration = SyncConfiguration(
            repository: remote.description, address: remote.url, ref: try self[SyncOptions.ref], root: root,
            endpoint: { total throws(SyncError) in
                try await access.endpoint(repo, of: repo, total: total, calls: calls)
            })
        configuration.submodules = try self[SyncOptions.submodules]
        configuration.submoduleEndpoint = { address, total throws(SyncError) in
            try await access.endpoint(address, of: repo, total: total, calls: calls)
        }
        configuration.credentialCalls = calls
        return configuration
    }

    /// Where everything lies.
    func treeRoot() throws -> TreeRoot {
        let link = try self[SyncOptions.link] ?? Self.defaultLink(of: RemoteEndpoint(try self[SyncOptions.repo]))
        return TreeRoot(directory: Self.absolute(try self[SyncOptions.root]), link: link)
    }

    func reporterSettings(_ configuration: SyncConfiguration) throws -> Reporter.Settings {
        let staleness = max(try self[SyncOptions.maxStaleness], try self[SyncOptions.period] * 3)
        var settings = Reporter.Settings(
            repository: configuration.repository, ref: configuration.ref, instance: Self.hostName(),
            maxStaleness: staleness)
        settings.errorFile = try self[SyncOptions.errorFile].map {
            Self.absolute($0, below: configuration.root.directory)
        }
        settings.alerts = AlertPolicy.Settings(
            patience: try self[SyncOptions.alertAfterFailures],
            repeatInterval: try self[SyncOptions.alertRepeatInterval],
            escalateAfter: try self[SyncOptions.alertEscalateAfter] ?? staleness)
        for rule in try self[SyncOptions.alertSeverity] {
            settings.alerts.severities.set(rule.severity, for: rule.name)
        }
        return settings
    }

    func loopSettings(_ configuration: SyncConfiguration) throws -> SyncLoop.Settings {
        let isOneTime = try self[SyncOptions.oneTime]
        let given = try self[SyncOptions.maxFailures] ?? (isOneTime ? 0 : -1)
        let period = try self[SyncOptions.period]
        guard period >= .milliseconds(10) else { throw InvalidArgument("--period: expected at least 10ms") }
        // None is the period, as nothing at all is.
        let initialPeriod = try self[SyncOptions.initialPeriod].flatMap { $0 == .zero ? nil : $0 }
        guard initialPeriod.map({ $0 >= .milliseconds(10) }) ?? true else {
            throw InvalidArgument("--init-period: expected at least 10ms, or 0 for --period")
        }
        // The syntax check has a limit of its own, one minute.
        let gates = try gateCommands().map(\.timeLimit).reduce(.seconds(60), +)
        var settings = SyncLoop.Settings(
            schedule: RetrySchedule(period: period, initialPeriod: initialPeriod),
            isOneTime: isOneTime, maxFailures: given < 0 ? nil : given,
            // Twice, since a tree that was tampered with is healed after a sync that failed, and goes through the gates
            // anew, and once more where the store is damaged and built again.
            longestSync: configuration.timeout * 3 + gates * 2)
        if let initial = try self[SyncOptions.initialMaxFailures] {
            settings.initialMaxFailures = initial < 0 ? nil : initial
        }
        return settings
    }

    /// - Throws: `InvalidArgument` when both are given: nobody could say which of them counts.
    func secret(_ value: Option<String?>, _ file: Option<String?>) throws -> SecretSource? {
        if try self[file] != nil, try self[value] != nil {
            throw InvalidArgument("\(spelling(of: file)) and \(spelling(of: value)) were both given: expected one")
        }
        if let path = try self[file] { return .file(path) }
        return try self[value].map { .value(Secret($0)) }
    }
}

extension OptionValues {
    func sshOptions() throws -> SSHOptions {
        let isThere = { (path: String) in access(path, R_OK) == 0 }
        var keys = try self[SyncOptions.sshKeyFile]
        if keys.isEmpty, isThere("/etc/git-secret/ssh") { keys = ["/etc/git-secret/ssh"] }
        var knownHosts = try self[SyncOptions.sshKnownHostsFile]
        if knownHosts == nil, isThere("/etc/git-secret/known_hosts") { knownHosts = "/etc/git-secret/known_hosts" }
        return SSHOptions(
            command: getenv("GIT_SSH_COMMAND").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 },
            keyFiles: keys, knownHostsFile: knownHosts, checksHostKeys: try self[SyncOptions.sshKnownHosts])
    }

    func signatureCheck() throws -> SignatureCheck? {
        let (signers, keyring) = (try self[SyncOptions.allowedSignersFile], try self[SyncOptions.gpgKeyringFile])
        guard let subject = try self[SyncOptions.verifySignatures] else {
            guard signers == nil, keyring == nil else {
                throw InvalidArgument("--verify-signatures is needed for the allowed keys to have an effect")
            }
            return nil
        }
        guard signers != nil || keyring != nil else {
            throw InvalidArgument("--verify-signatures: expected --allowed-signers-file or --gpg-keyring-file with it")
        }
        if signers != nil { _ = try Self.program("ssh-keygen", of: SyncOptions.verifySignatures) }
        if keyring != nil { _ = try Self.program("gpgv", of: SyncOptions.verifySignatures) }
        return SignatureCheck(
            subject: subject, allowedSigners: signers.map { Self.absolute($0) },
            keyring: keyring.map { Self.absolute($0) })
    }

    func python() throws -> String? {
        let holds = try self[SyncOptions.holdBrokenFiles]
        guard try self[SyncOptions.checkPythonSyntax] || holds else { return nil }
        return try Self.program(try self[SyncOptions.python], of: SyncOptions.python)
    }

    /// What may refuse a commit: dag-sync's own command, and git-sync's hook of the same purpose.
    func gateCommands() throws -> [GateCommand] {
        let commands = [
            (SyncOptions.gateCommand, SyncOptions.gateTimeout),
            (SyncOptions.prePublishCommand, SyncOptions.prePublishTimeout),
        ]
        return try commands.compactMap { option, limit in
            guard let command = try self[option] else { return nil }
            return GateCommand(path: try Self.program(command, of: option), timeLimit: try self[limit])
        }
    }

    /// The absolute path of a program, found in `PATH` if it has no slash.
    static func program<Value>(_ name: String, of option: Option<Value>) throws -> String {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let candidates =
            name.contains("/") ? [absolute(name)] : folders.split(separator: ":").map { "\($0)/\(name)" }
        guard let found = candidates.first(where: isProgram) else {
            throw InvalidArgument("--\(option.declaration.name): there is no program '\(name)' to run")
        }
        return found
    }

    /// A folder may be entered, which the same right stands for.
    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return access(path, X_OK) == 0 && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    static func absolute(_ path: String, below folder: String? = nil) -> String {
        if path.hasPrefix("/") { return path }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let current = getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? "/"
        return "\(folder ?? current)/\(path)"
    }

    /// git-sync's default: the last part of the address, without a query, which may hold a token.
    private static func defaultLink(of remote: RemoteEndpoint) -> String {
        let address = remote.scheme == .local ? remote.url[...] : remote.url.prefix { !"?#".contains($0) }
        let name = address.split(separator: "/").last.map(String.init) ?? "repo"
        // A password that holds a slash ends the host, and the rest of it is a part of the path.
        return remote.scheme == .http && name.contains("@") ? "repo" : name
    }

    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
        return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "unknown" }
    }
}
