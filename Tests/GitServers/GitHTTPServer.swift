package import TestSupport

/// lighttpd with `git http-backend`, on loopback, over every repository below one folder.
///
/// What is below `private/` wants user `reader` with password `s3cret`, what is below `cookie/` the cookie
/// `session=c00kie`.
package final class GitHTTPServer: Sendable {
    private let process: ServerProcess

    private let isSecure: Bool

    /// A server over `root` whose git gets `environment` too; with `tls` it speaks https alone and lets in who shows a certificate of the authority.
    package init(root: TemporaryFolder, tls: TLSFiles? = nil, environment: [String: String] = [:]) throws {
        isSecure = tls != nil
        try root.write("reader:s3cret\n", to: "users")
        process = try ServerProcess(log: root.file("lighttpd.log")) { port in
            let configuration = try root.write(
                Self.configuration(root.path, port, environment) + (tls.map(Self.configuration) ?? ""),
                to: "lighttpd.conf")
            return ["/usr/sbin/lighttpd", "-D", "-f", configuration]
        }
    }

    /// Where it listens.
    package var port: UInt16 { process.port }

    /// The address of a repository.
    package func url(of repository: ServedRepository) -> String { url(of: repository.name) }

    /// The address of a repository by its name.
    package func url(of name: String) -> String {
        "\(isSecure ? "https://localhost" : "http://127.0.0.1"):\(port)/git/\(name)"
    }

    /// Ends the server now.
    package func stop() { process.stop() }

    private static func configuration(_ tls: TLSFiles) -> String {
        """
        server.modules += ("mod_openssl")
        ssl.engine = "enable"
        ssl.pemfile = "\(tls.serverCertificate)"
        ssl.privkey = "\(tls.serverKey)"
        ssl.verifyclient.activate = "enable"
        ssl.verifyclient.enforce = "enable"
        ssl.verifyclient.ca-file = "\(tls.clientCertificate)"

        """
    }

    private static func configuration(_ root: String, _ port: UInt16, _ environment: [String: String]) -> String {
        let more = environment.sorted { $0.key < $1.key }.map { ", \"\($0.key)\" => \"\($0.value)\"" }.joined()
        return """
            server.document-root = "\(root)"
            server.bind = "127.0.0.1"
            server.port = \(port)
            server.modules = ("mod_alias", "mod_setenv", "mod_access", "mod_auth", "mod_authn_file", "mod_cgi")
            server.stat-cache-engine = "disable"
            server.stream-response-body = 1
            server.max-keep-alive-idle = 600
            server.max-keep-alive-requests = 10000
            setenv.add-environment = (
                "GIT_PROJECT_ROOT" => "\(root)", "GIT_HTTP_EXPORT_ALL" => "1",
                "GIT_CONFIG_GLOBAL" => "/dev/null", "GIT_CONFIG_SYSTEM" => "/dev/null"\(more)
            )
            alias.url = ("/git" => "/usr/lib/git-core/git-http-backend")
            $HTTP["url"] =~ "^/git" { cgi.assign = ("" => "") }
            $HTTP["url"] =~ "^/git/cookie/" {
                $HTTP["cookie"] !~ "session=c00kie" { url.access-deny = ("") }
            }
            $HTTP["url"] =~ "^/git/private/" {
                auth.backend = "plain"
                auth.backend.plain.userfile = "\(root)/users"
                auth.require = ("" => ("method" => "basic", "realm" => "git", "require" => "valid-user"))
            }

            """
    }
}
