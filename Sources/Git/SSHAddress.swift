internal import Network

/// `ssh://user@host:port/path` or `user@host:path`, taken apart.
struct SSHAddress {
    let user: String?
    let host: String
    let port: UInt16?
    /// The path as the server's shell is to see it, unquoted.
    let path: String
    /// Whether it was written as `host:path`, whose path need not begin at the root.
    private let isShort: Bool

    init(_ address: String) throws(GitError) {
        let context = GitContext(.parseAddress, ShownAddress(address))
        var authority: Substring
        if let separator = address.firstRange(of: "://") {
            isShort = false
            let rest = address[separator.upperBound...]
            guard let slash = rest.firstIndex(of: "/") else { throw context.error(.invalid, "it has no path") }
            authority = rest[..<slash]
            // /~user/x means the user's home, which only the server's shell can find.
            path = String(rest[slash...].hasPrefix("/~") ? rest[slash...].dropFirst() : rest[slash...])
        } else {
            isShort = true
            let colon = address.firstIndex(of: ":") ?? address.endIndex
            authority = address[..<colon]
            path = String(address[colon...].dropFirst())
            // user:password@host:path, which would ask the host `user` for a path with the password in it.
            guard authority.contains("@") || !path.prefix(while: { $0 != "/" }).contains("@") else {
                throw context.error(.invalid, "ssh takes no password; write it as user@host:path")
            }
        }
        if let at = authority.lastIndex(of: "@") {
            // A password cannot be given to the client, so it is dropped before it can be shown.
            user = String(authority[..<at].prefix { $0 != ":" })
            authority = authority[authority.index(after: at)...]
        } else {
            user = nil
        }
        (host, port) = try Self.splitPort(authority, context)
        guard !host.isEmpty, !path.isEmpty else { throw context.error(.invalid, "it has no host or no path") }
        // The client says the login in its errors, and other users of the machine see its arguments.
        guard user.map(ShownAddress.looksLikeToken) != true else {
            throw context.error(.invalid, "its user looks like a token, which ssh does not take; write it as https")
        }
        // The client would take these for options.
        guard !host.hasPrefix("-"), user?.hasPrefix("-") != true else {
            throw context.error(.invalid, "its host or user begins with a dash")
        }
    }

    private static func splitPort(_ authority: Substring, _ context: GitContext) throws(GitError) -> (String, UInt16?) {
        var host = authority
        var port: UInt16?
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            port = UInt16(authority[authority.index(after: colon)...])
            guard port != nil else { throw context.error(.invalid, "its port is not a number up to 65535") }
            host = authority[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return (String(host), port)
    }

    /// The destination as the client takes it.
    var destination: String { (user.map { "\($0)@" } ?? "") + host }

    /// The address without a password.
    var text: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        if isShort { return "\(user.map { "\($0)@" } ?? "")\(shown):\(path)" }
        let separator = path.hasPrefix("/") ? "" : "/"
        return "ssh://\(user.map { "\($0)@" } ?? "")\(shown)\(port.map { ":\($0)" } ?? "")\(separator)\(path)"
    }
}
