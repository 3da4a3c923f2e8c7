package import Network

/// A remote repository and everything needed to speak to it.
package struct RemoteEndpoint: Sendable, Hashable {
    /// How the remote is reached.
    package enum Scheme: Sendable, Hashable {
        /// libcurl, `http://` or `https://`.
        case http
        /// The OpenSSH client, `ssh://` or `user@host:path`.
        case ssh
        /// libgit2's own reader, `file://` or a path. Of the deadlines only `total` holds, and only between
        /// two objects.
        case local
    }

    /// How the remote is reached.
    package let scheme: Scheme
    /// The address without passwords.
    package let url: String
    /// For http: sent as basic authentication. Taken from the address unless set.
    package var credentials: BasicCredentials?
    /// For http: fields added to every request.
    package var headers: HTTPHeaders
    /// For http: a file of cookies in Netscape's format, sent to the hosts that they name.
    package var cookieFile: String?
    /// For https: what is trusted and presented.
    package var tls: TLSOptions
    /// For ssh: keys, known hosts and client.
    package var ssh: SSHOptions
    /// Bounds on every stage of every operation; `total` covers a whole fetch or push.
    package var deadlines: Deadlines

    /// A remote at `address`, as git itself writes addresses.
    ///
    /// - Throws: `GitError` of category `invalid` when the address is of no known form.
    package init(
        _ address: String, credentials: BasicCredentials? = nil, headers: HTTPHeaders = [:],
        tls: TLSOptions = TLSOptions(), ssh: SSHOptions = SSHOptions(), deadlines: Deadlines = Deadlines()
    ) throws(GitError) {
        self.headers = headers
        self.tls = tls
        self.ssh = ssh
        self.deadlines = deadlines
        let context = GitContext(.parseAddress, ShownAddress(address))
        guard !address.isEmpty, address.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
            throw context.error(.invalid, "it is empty or holds a control character")
        }
        scheme = try Self.scheme(of: address, context)
        switch scheme {
        case .local:
            try Self.requirePath(address, context)
            url = address
            self.credentials = credentials
        case .ssh:
            url = try SSHAddress(address).text
            self.credentials = credentials
        case .http:
            do throws(NetworkError) {
                let parsed = try HTTPAddress(address)
                url = parsed.text
                self.credentials = credentials ?? parsed.credentials
            } catch {
                throw context.error(.invalid, error.detail)
            }
        }
    }

    /// An address that lost its scheme would be taken for a path, and a password or token in it shown as one.
    private static func requirePath(_ address: String, _ context: GitContext) throws(GitError) {
        if address.lowercased().hasPrefix("file://") {
            let place = address.dropFirst("file://".count)
            guard place.hasPrefix("/") || place.hasPrefix("localhost/") else {
                throw context.error(.invalid, "three slashes follow the scheme of a path, as in file:///path")
            }
            return
        }
        let isRooted = ["/", "./", "../"].contains { address.hasPrefix($0) } && !address.hasPrefix("//")
        let isOdd =
            isRooted
            ? ShownAddress(address).text.contains("\(ShownAddress.mark)@") : address.contains { "@?#".contains($0) }
        guard !isOdd else {
            throw context.error(
                .invalid, "it looks like an address without its scheme; a path with these signs begins with / or ./")
        }
    }

    private static func scheme(of address: String, _ context: GitContext) throws(GitError) -> Scheme {
        if let separator = address.firstRange(of: "://") {
            let name = address[..<separator.lowerBound].lowercased()
            switch name {
            case "http", "https": return .http
            case "ssh", "git+ssh", "ssh+git": return .ssh
            case "file": return .local
            default: throw context.error(.invalid, "its scheme is not one of http, https, ssh, file")
            }
        }
        // As git does: a colon before the first slash makes it host:path.
        guard let colon = address.firstIndex(of: ":"), !address[..<colon].contains("/") else { return .local }
        // A slash was lost, or all of them: git would take the scheme for a host, and show a password as a path.
        guard !["http", "https", "ssh", "file"].contains(address[..<colon].lowercased()) else {
            throw context.error(.invalid, "two slashes follow a scheme, as in https://host/path")
        }
        return .ssh
    }
}

extension RemoteEndpoint: CustomStringConvertible {
    /// The address without credentials.
    package var description: String { ShownAddress(url).text }
}
