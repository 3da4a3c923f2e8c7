import CommandLine
import Git
import Glibc
import Hashing
import Network
import SyncEngine
import System

/// Tries what can be tried of a configuration without a sync: reads what is in files, looks hosts up, and asks the git
/// host if it may.
struct ConfigurationCheck {
    private let plan: SyncPlan
    private(set) var problems: [String] = []
    /// Why the git host did not answer as a sync needs it; no fault of the options.
    private(set) var refusal: String?
    /// What is worth knowing and wrong with nothing.
    private(set) var notes: [String]

    private static let fileLimit = 16 << 20

    init(_ plan: SyncPlan) {
        self.plan = plan
        notes = plan.warnings
    }

    private mutating func report(_ option: any CommandOption, _ problem: String) {
        problems.append("\(plan.values.spelling(of: option)): \(problem)")
    }
}

extension ConfigurationCheck {
    mutating func lookAtFiles() {
        lookAtCertificates()
        lookAtKeys()
        lookAtAddressFiles()
        lookAtRoot()
        lookAtListening()
        lookAtReference()
        if let path = plan.values.optional(SyncOptions.allowedSignersFile), let text = text(of: path) {
            // A principal, options, a kind of key and the key; see ALLOWED SIGNERS in ssh-keygen(1).
            if !text.contains(where: OpenSSHLine.holdsKey) {
                report(SyncOptions.allowedSignersFile, "\(path) names no signer")
            }
        }
        if let path = plan.values.optional(SyncOptions.sparseCheckoutFile), text(of: path)?.isEmpty == true {
            report(SyncOptions.sparseCheckoutFile, "\(path) has no pattern, so that nothing would be published")
        }
        if let path = plan.values.optional(SyncOptions.sshKnownHostsFile), let text = text(of: path),
            !text.contains(where: OpenSSHLine.holdsKey)
        {
            report(SyncOptions.sshKnownHostsFile, "\(path) has no key of any host")
        }
        if let path = plan.values.optional(SyncOptions.gpgKeyringFile), let bytes = bytes(of: path) {
            // A packet begins with the highest bit (RFC 9580 4.2); armour does not, and gpgv does not read it.
            let isKeyring = bytes.first.map { $0 & 0x80 != 0 } ?? false
            if !isKeyring {
                report(SyncOptions.gpgKeyringFile, "\(path) is not what gpg --export writes without --armor")
            }
        }
    }

    private mutating func lookAtCertificates() {
        let values = plan.values
        if let path = values.optional(SyncOptions.caFile), let bytes = bytes(of: path),
            PEMFile(bytes).certificates == 0
        {
            report(SyncOptions.caFile, "\(path) holds no certificate in PEM")
        }
        guard let path = values.optional(SyncOptions.clientCertificateFile), let bytes = bytes(of: path) else { return }
        let certificate = PEMFile(bytes)
        guard certificate.certificates > 0 else {
            return report(SyncOptions.clientCertificateFile, "\(path) holds no certificate in PEM")
        }
        let keyPath = values.optional(SyncOptions.clientKeyFile) ?? path
        guard let keyBytes = self.bytes(of: keyPath) else { return }
        let key = PEMFile(keyBytes)
        if !key.hasPrivateKey {
            report(SyncOptions.clientKeyFile, "\(keyPath) holds no private key in PEM without passphrase")
        } else if !key.isPrivateKey(of: certificate) {
            report(SyncOptions.clientKeyFile, "\(keyPath) is not the key of the certificate in \(path)")
        }
    }

    private mutating func lookAtKeys() {
        let values = plan.values
        do {
            if let source = try values.secret(SyncOptions.gitHubPrivateKey, SyncOptions.gitHubPrivateKeyFile),
                RSAPrivateKey(pem: Array(try source.read().reveal().utf8)) == nil
            {
                report(SyncOptions.gitHubPrivateKeyFile, "expected an RSA key in PEM without passphrase")
            }
            for path in try values[SyncOptions.sshKeyFile] {
                // The client itself refuses a locked key, and one that others may read.
                let process = ProgramCall(
                    program: "ssh-keygen", arguments: ["-y", "-P", "", "-f", path], environment: ["LC_ALL": "C"],
                    directory: "/", timeLimit: .seconds(10))
                let result = try process.run()
                guard result.ending != .exit(0) else { continue }
                let said = result.output.split(whereSeparator: \.isNewline).last.map(String.init) ?? "no key"
                report(SyncOptions.sshKeyFile, "the ssh client cannot use \(path): \(said)")
            }
        } catch let error as ProcessError {
            notes.append("ssh keys were not looked at: \(error)")
        } catch {
            problems.append("\(error)")
        }
    }

    /// The address itself is a secret, and is not shown.
    private mutating func lookAtAddressFiles() {
        for option in AlertChannels.all.flatMap({ $0.addressFiles }) {
            guard let path = plan.values.optional(option) else { continue }
            do {
                let address = try HTTPAddress(try SecretSource.file(path).read().reveal())
                guard !isProxied, let problem = HostLookup.problem(finding: address.host) else { continue }
                report(option, "the host \(address.host) is not found: \(problem)")
            } catch let error as NetworkError {
                report(option, "\(path): expected http://host or https://host in it; \(error.detail)")
            } catch {
                // That the file cannot be read was found before.
            }
        }
    }

    /// No proxy listens for this process.
    private mutating func lookAtListening() {
        guard let address = plan.httpAddress else { return }
        do throws(NetworkError) {
            guard let host = try HTTPServer.host(of: address), let problem = HostLookup.problem(finding: host) else {
                return
            }
            report(SyncOptions.httpBind, "the host \(host) is not found: \(problem)")
        } catch {
            report(SyncOptions.httpBind, error.detail)
        }
    }

    private var isProxied: Bool {
        let proxies = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        return proxies.contains { getenv($0).map { $0.pointee != 0 } ?? false }
    }

    private mutating func lookAtRoot() {
        let root = plan.configuration.root
        var folder = root.directory
        while access(folder, F_OK) != 0, folder != "/" { folder = FileSystem.parent(of: folder) }
        if access(folder, W_OK | X_OK) != 0 {
            report(SyncOptions.root, "\(folder) cannot be written to: \(String(cString: strerror(errno)))")
        }
        do throws(FileSystemError) {
            let found = try FileSystem().status(root.link)?.kind
            if let found, found != .symbolicLink {
                report(
                    SyncOptions.link,
                    "\(root.link) is \(found == .directory ? "a folder" : "no link"); a link cannot take its place. A "
                        + "volume is mounted at --root, and the link is a name in it")
            }
        } catch {
            report(SyncOptions.link, "\(error)")
        }
    }

    /// Git hosts do not know abbreviations, and a branch may be called like one.
    private mutating func lookAtReference() {
        let ref = plan.configuration.ref
        guard ObjectID.isAbbreviation(ref) else { return }
        report(
            SyncOptions.ref,
            "\(ref) looks like an abbreviated commit id; give all 40 digits, or refs/heads/\(ref) for a branch of that name"
        )
    }

    private func bytes(of path: String) -> [UInt8]? {
        do throws(FileSystemError) { return try FileSystem().contents(path, limit: Self.fileLimit) } catch {
            return nil
        }
    }

    /// Lines that are no comments.
    private func text(of path: String) -> [Substring]? {
        bytes(of: path).map { bytes in
            String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).filter {
                !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace)
            }
        }
    }
}

extension ConfigurationCheck {
    /// Looks up every host that is named. Through a proxy the proxy does it.
    mutating func lookUpHosts() {
        guard !isProxied else {
            return notes.append("hosts were not looked up: there is a proxy")
        }
        let values = plan.values
        let addresses: [(any CommandOption, String?)] = [
            (SyncOptions.repo, values.text(of: SyncOptions.repo)),
            (SyncOptions.webhookURL, values.optional(SyncOptions.webhookURL)),
            (SyncOptions.askpassURL, values.optional(SyncOptions.askpassURL)),
            (SyncOptions.airflowURL, values.optional(SyncOptions.airflowURL)),
        ]
        let ofChannels = AlertChannels.all.flatMap { $0.addresses }.map { ($0, values.optional($0)) }
        for (option, address) in addresses + ofChannels {
            guard let address, let host = Self.host(of: address), let problem = HostLookup.problem(finding: host) else {
                continue
            }
            report(option, "the host \(host) is not found: \(problem)")
        }
    }

    /// nil where there is no host to look up: a path, or an ssh host, which may be a name of the client's configuration.
    private static func host(of address: String) -> String? {
        let isMail = address.hasPrefix("smtp")
        let text = isMail ? address.replacing("smtp", with: "http", maxReplacements: 1) : address
        do throws(NetworkError) { return try HTTPAddress(text).host } catch { return nil }
    }

    /// Asks the git host for its references, with the credentials of a sync.
    mutating func askRemote() async {
        let configuration = plan.configuration
        do throws(SyncError) {
            let commit = try await RemoteQuestion(configuration).commit()
            notes.append("\(configuration.ref) of \(configuration.repository) is \(commit)")
        } catch {
            refusal = "\(error.failure.rawValue): \(error.message); \(error.failure.advice)"
        }
    }
}
