/// A user name and password for HTTP basic authentication (RFC 7617).
package struct BasicCredentials: Sendable, Hashable {
    /// The user name, which may be empty when a token stands in the password.
    package var username: String
    /// The password or token.
    package var password: Secret

    /// Credentials of `username`.
    package init(username: String, password: Secret) {
        self.username = username
        self.password = password
    }
}
