import CommandLine
import Git
import Glibc
import Network
import SyncEngine

/// What is wrong with options that can each be read; all of it is found, so that it is told at once.
struct ConfigurationRules {
    private let values: OptionValues
    private(set) var problems: [String] = []

    /// - Parameter values: each could be read by itself.
    init(_ values: OptionValues) {
        self.values = values
        checkTexts()
        checkAddresses()
        checkNumbers()
        checkTogether()
        checkPlaces()
        checkFiles()
        checkPrograms()
    }

    private mutating func report(_ option: any CommandOption, _ problem: String) {
        problems.append("\(values.spelling(of: option)): \(problem)")
    }

    /// Runs a step; what it throws is a problem of the option that its message names.
    private mutating func collect(_ step: () throws -> Void) {
        do { try step() } catch let error as InvalidArgument {
            problems.append(error.expectation)
        } catch let error as SyncError {
            problems.append(error.message)
        } catch {
            problems.append("\(error)")
        }
    }
}

extension ConfigurationRules {
    /// A template whose value is missing leaves nothing after the `=`: an empty root would be wherever the process
    /// happens to be.
    private mutating func checkTexts() {
        if values.text(of: SyncOptions.root).isEmpty { report(SyncOptions.root, "expected a folder, not nothing") }
        if let problem = ReferenceName.problem(of: values.text(of: SyncOptions.ref)) {
            report(SyncOptions.ref, problem)
        }
        let named: [Option<String?>] = [
            SyncOptions.link, SyncOptions.touchFile, SyncOptions.errorFile, SyncOptions.exechookCommand,
        ]
        for option in named where values.optional(option)?.isEmpty == true {
            report(option, "expected a name, not nothing")
        }
    }

    /// An address is never repeated: it may hold a password.
    private mutating func checkAddresses() {
        collect { [values] in
            do throws(GitError) { _ = try RemoteEndpoint(values.text(of: SyncOptions.repo)) } catch {
                throw InvalidArgument("\(values.spelling(of: SyncOptions.repo)): \(error.message)")
            }
        }
        let addresses: [Option<String?>] = [
            SyncOptions.webhookURL, SyncOptions.askpassURL, SyncOptions.airflowURL,
        ]
        for option in addresses { checkAddress(option, values.optional(option)) }
        checkAddress(SyncOptions.gitHubBaseURL, values.text(of: SyncOptions.gitHubBaseURL))
        for channel in AlertChannels.all {
            for option in channel.addresses { checkAddress(option, values.optional(option), channel.schemes) }
        }
        guard let address = values.optional(SyncOptions.httpBind) else { return }
        do throws(NetworkError) { try HTTPServer.check(address: address) } catch {
            report(SyncOptions.httpBind, "expected host:port, [v6]:port or :port, the port up to 65535")
        }
    }

    private mutating func checkAddress(
        _ option: any CommandOption, _ address: String?, _ schemes: [String] = ["http", "https"]
    ) {
        guard let address else { return }
        let expected = "expected \(schemes.map { "\($0)://host" }.joined(separator: " or "))"
        guard let scheme = schemes.first(where: { address.lowercased().hasPrefix("\($0)://") }) else {
            return report(option, expected)
        }
        // What follows the scheme has the same form for all of them.
        do throws(NetworkError) { _ = try HTTPAddress("http" + address.dropFirst(scheme.count)) } catch {
            report(option, "\(expected); \(error.detail)")
        }
    }

    private mutating func checkNumbers() {
        collect { [values] in
            let least: [(Option<Int>, Int)] = [
                (SyncOptions.maxFiles, 1), (SyncOptions.alertAfterFailures, 1), (SyncOptions.alertMaxPerHour, 1),
                (SyncOptions.webhookSuccessStatus, -1), (SyncOptions.depth, 0),
            ]
            for (option, limit) in least where try values[option] < limit {
                throw InvalidArgument("\(values.spelling(of: option)): expected at least \(limit)")
            }
            // What the protocol of git means by all.
            guard try values[SyncOptions.depth] < Int(Int32.max) else {
                throw InvalidArgument("\(values.spelling(of: SyncOptions.depth)): expected fewer commits, or 0 for all")
            }
        }
        collect { [values] in
            for option in [SyncOptions.maxFileSize, SyncOptions.maxTotalSize] where try values[option].bytes < 1 {
                throw InvalidArgument("\(values.spelling(of: option)): expected at least 1, or every file is refused")
            }
        }
        collect { [values] in
            for option in [SyncOptions.gitHubApplication, SyncOptions.gitHubInstallation] {
                guard let number = try values[option], number < 0 else { continue }
                throw InvalidArgument("\(values.spelling(of: option)): expected 0 or more")
            }
        }
        checkDurations()
    }

    private mutating func checkDurations() {
        collect { [values] in
            let durations: [Option<Duration>] = [
                SyncOptions.staleWorktreeTimeout, SyncOptions.tamperCheckInterval, SyncOptions.exechookBackoff,
                SyncOptions.webhookBackoff, SyncOptions.airflowBackoff, SyncOptions.alertRepeatInterval,
                SyncOptions.maxStaleness,
            ]
            for option in durations where try values[option] < .zero {
                throw InvalidArgument("\(values.spelling(of: option)): expected 0 or more")
            }
            let limits: [Option<Duration>] = [
                SyncOptions.syncTimeout, SyncOptions.gateTimeout, SyncOptions.exechookTimeout,
                SyncOptions.webhookTimeout, SyncOptions.airflowTimeout,
            ]
            for option in limits where try values[option] <= .zero {
                throw InvalidArgument("\(values.spelling(of: option)): expected more than 0")
            }
        }
    }

    /// Options that are nothing without each other.
    private mutating func checkTogether() {
        let hasPassword =
            values.optional(SyncOptions.password) != nil || values.optional(SyncOptions.passwordFile) != nil
        if hasPassword, values.optional(SyncOptions.username) == nil {
            report(
                SyncOptions.username,
                "expected beside a password; hosts that look at the token alone take any name, or an empty one after =")
        }
        if values.optional(SyncOptions.username) != nil, !hasPassword {
            report(SyncOptions.username, "expected --password-file or $GITSYNC_PASSWORD beside it")
        }
        if values.optional(SyncOptions.clientKeyFile) != nil, values.optional(SyncOptions.clientCertificateFile) == nil
        {
            report(SyncOptions.clientKeyFile, "expected --client-cert-file beside it")
        }
        collect { [values] in _ = try values.alertChannels() }
        collect { [values] in _ = try values.airflow() }
        collect { [values] in _ = try values.gitHubApp() }
        collect { [values] in _ = try values.credentials() }
        collect { [values] in _ = try values.secret(SyncOptions.password, SyncOptions.passwordFile) }
    }

    private mutating func checkPlaces() {
        collect { [values] in
            let root: TreeRoot
            // What is wrong with the address is told already.
            do { root = try values.treeRoot() } catch is GitError { return }
            if let problem = root.problem {
                throw InvalidArgument("\(values.spelling(of: SyncOptions.link)): \(problem)")
            }
            var status = stat()
            if stat(root.directory, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
                throw InvalidArgument("\(values.spelling(of: SyncOptions.root)): \(root.directory) is no folder")
            }
            let written = WrittenPlaces(root)
            for option in [SyncOptions.errorFile, SyncOptions.touchFile] {
                guard let path = try values[option], !path.isEmpty, let problem = written.problem(of: path) else {
                    continue
                }
                throw InvalidArgument("\(values.spelling(of: option)): \(problem)")
            }
        }
    }

    /// Files have to be there at the start, so that a missing one is known before it is needed.
    private mutating func checkFiles() {
        for (option, path) in values.namedFiles where access(path, R_OK) != 0 {
            report(option, "\(path): \(String(cString: strerror(errno)))")
        }
        for (option, path) in values.secretFiles where access(path, R_OK) == 0 {
            collect { [values] in
                guard try SecretSource.file(path).read().isEmpty else { return }
                throw InvalidArgument("\(values.spelling(of: option)): \(path) is empty")
            }
        }
    }

    private mutating func checkPrograms() {
        collect { [values] in _ = try values.signatureCheck() }
        collect { [values] in _ = try values.python() }
        collect { [values] in _ = try values.gateCommands() }
        collect { [values] in
            // A relative path is one in the tree, and so may be one below the root.
            guard let command = try values[SyncOptions.exechookCommand],
                !command.contains("/") || command.hasPrefix("/"),
                !command.hasPrefix(OptionValues.absolute(try values[SyncOptions.root]) + "/")
            else { return }
            _ = try OptionValues.program(command, of: SyncOptions.exechookCommand)
        }
    }
}

extension TreeRoot {
    /// Why the link cannot stand where it should; nil when it can.
    fileprivate var problem: String? {
        let own = [store, trees, lockFile, alertFile]
        if let taken = own.first(where: { link == $0 || link.hasPrefix($0 + "/") }) {
            return "\(taken) is dag-sync's own; choose another place"
        }
        if directory == link || directory.hasPrefix(link == "/" ? "/" : link + "/") {
            return "\(link) holds --root; choose a place in it or elsewhere"
        }
        return nil
    }
}
