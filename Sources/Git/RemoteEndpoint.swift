package import Network

/// A remote repository and everything needed to speak to it.
package struct RemoteEndpoint: Sendable, Hashable {
    /// How the remote is reached.
    package enum Scheme: Sendable, Hashable {
        /// libcurl, `http://` or `https://`.
        case http
        /// The OpenSSH client, `ssh://` or `user@host:path`.
        case ssh
        /// libgit2's own reader, `file://` or a path.
        case local
    }

    /// How the remote is reached.
    package let scheme: Scheme
    /// The address without user information of http.
    package let url: String
    /// For http: sent as basic authentication. Taken from the address unless set.
    package var credentials: BasicCredentials?
    /// For http: fields added to every request.
    package var headers: HTTPHeaders
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
        scheme = .local
        url = address
        self.credentials = credentials
        self.headers = headers
        self.tls = tls
        self.ssh = ssh
        self.deadlines = deadlines
    }
}

extension RemoteEndpoint: CustomStringConvertible {
    /// The address without credentials.
    package var description: String { url.removingURLCredentials }
}
