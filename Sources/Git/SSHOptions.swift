/// How the OpenSSH client is run.
package struct SSHOptions: Sendable, Hashable {
    /// The program; looked up in `PATH` when it holds no slash.
    package var client: String
    /// A command line of the shell that stands for the program, as in git's `GIT_SSH_COMMAND`; nil runs the program.
    package var command: String?
    /// Private key files; with none the client's own defaults and agent are used.
    package var keyFiles: [String]
    /// The file of known host keys; nil uses the client's own.
    package var knownHostsFile: String?
    /// Whether a host without a known key is refused.
    package var checksHostKeys: Bool
    /// The client's configuration file; nil reads its own, `none` reads no file at all.
    package var configurationFile: String?

    /// Options; the defaults are the client's own, with unknown hosts refused.
    package init(
        client: String = "ssh", command: String? = nil, keyFiles: [String] = [], knownHostsFile: String? = nil,
        checksHostKeys: Bool = true,
        configurationFile: String? = nil
    ) {
        self.client = client
        self.command = command
        self.keyFiles = keyFiles
        self.knownHostsFile = knownHostsFile
        self.checksHostKeys = checksHostKeys
        self.configurationFile = configurationFile
    }
}
