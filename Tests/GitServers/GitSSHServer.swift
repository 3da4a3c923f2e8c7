import TestSupport

/// sshd on loopback with host and user keys of its own.
package final class GitSSHServer: Sendable {
    private let process: ServerProcess
    private let folder: TemporaryFolder
    /// A private key that is let in.
    package let userKey: String
    /// A known_hosts file that holds the server's key.
    package let knownHosts: String

    /// The keys that are let in.
    package let authorizedKeys: String
    /// Where it listens.
    package var port: UInt16 { process.port }

    /// A server that runs as the user of this process; git gets `environment` too.
    package init(environment: [String: String] = [:]) throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        userKey = folder.file("user")
        authorizedKeys = folder.file("authorized")
        try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", userKey)
        try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.file("host"))
        try run("cp", folder.file("user.pub"), folder.file("authorized"))
        // As root, sshd insists on this folder.
        try run("sh", "-c", "if [ \"$(id -u)\" = 0 ]; then mkdir -p /run/sshd; fi")
        process = try ServerProcess(log: folder.file("sshd.log")) { port in
            let configuration = try folder.write(Self.configuration(folder, port, environment), to: "sshd_config")
            return ["/usr/sbin/sshd", "-D", "-e", "-f", configuration]
        }
        let key = try run("cat", folder.file("host.pub"))
        knownHosts = try folder.write("[127.0.0.1]:\(process.port) \(key)\n", to: "known_hosts")
    }

    /// The address of the repository at `path`.
    package func url(of path: String) throws -> String {
        "ssh://\(try run("id", "-un"))@127.0.0.1:\(process.port)\(path)"
    }

    private static func configuration(
        _ folder: TemporaryFolder, _ port: UInt16, _ environment: [String: String]
    ) -> String {
        let variables = environment.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return """
            ListenAddress 127.0.0.1
            Port \(port)
            HostKey \(folder.file("host"))
            AuthorizedKeysFile \(folder.file("authorized"))
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin yes
            AcceptEnv GIT_PROTOCOL
            \(variables.isEmpty ? "" : "SetEnv\(variables)")

            """
    }
}
