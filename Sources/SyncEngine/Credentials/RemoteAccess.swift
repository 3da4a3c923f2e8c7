package import Git
package import Network

/// Everything that opens remotes: credentials, keys and what TLS presents and trusts. Files and servers of credentials
/// are asked again for every sync, so that a renewed secret counts at once.
package struct RemoteAccess: Sendable {
    /// For the repository itself; nil uses what its address holds.
    package var password: PasswordLogin?
    /// For all addresses below one, submodules included. The longest match counts, before `password`.
    package var scoped: [ScopedLogin] = []
    package var askpass: AskpassURL?
    package var gitHubApp: GitHubApp?
    /// Cookies in Netscape's format, sent to the hosts that they name.
    package var cookieFile: String?
    package var tls = TLSOptions()
    package var ssh = SSHOptions()

    package init() {}

    /// The remote at `address` for one sync that may take `total`.
    ///
    /// - Parameter repository: the address that the unscoped credentials are for: a submodule on another host, whose
    ///   address anybody may have written, is shown none of them.
    /// - Throws: class `configuration` or `authentication`, naming the source and never its content.
    nonisolated(nonsending)
        package func endpoint(
            _ address: String, of repository: String, total: Duration, calls: CredentialCalls
        ) async throws(SyncError) -> RemoteEndpoint
    {
        let credentials = try await credentials(for: address, of: repository, calls)
        do throws(GitError) {
            var endpoint = try RemoteEndpoint(
                address, credentials: credentials, tls: tls, ssh: ssh, deadlines: Deadlines(total: total))
            endpoint.cookieFile = cookieFile
            return endpoint
        } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    nonisolated(nonsending)
        private func credentials(
            for address: String, of repository: String, _ calls: CredentialCalls
        ) async throws(SyncError) -> BasicCredentials?
    {
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else { return nil }
        let matching = scoped.filter { $0.scope.contains(address) }
        if let best = matching.max(by: { $0.scope.length < $1.scope.length }) { return try best.login.read() }
        let own: HTTPAddress
        do throws(NetworkError) {
            own = try HTTPAddress(repository)
            guard try HTTPAddress(address).origin == own.origin else { return nil }
        } catch {
            return nil
        }
        if let gitHubApp { return try await gitHubApp.credentials(calls) }
        if let askpass { return try await askpass.ask(calls) }
        return try password?.read() ?? own.credentials
    }
}

/// A user name with the place where its password is read.
package struct PasswordLogin: Sendable {
    let username: String
    let password: SecretSource

    package init(username: String, password: SecretSource) {
        self.username = username
        self.password = password
    }

    func read() throws(SyncError) -> BasicCredentials {
        BasicCredentials(username: username, password: try password.read())
    }
}

/// A login for the addresses below one.
package struct ScopedLogin: Sendable {
    let scope: URLScope
    let login: PasswordLogin

    package init(scope: URLScope, login: PasswordLogin) {
        self.scope = scope
        self.login = login
    }
}
