package import Network

/// An address and everything below it: the same scheme, host and port, and a path that begins with the same whole
/// components (gitcredentials(7), with `useHttpPath`).
package struct URLScope: Sendable, Equatable {
    private let text: String

    /// - Throws: `NetworkError.Kind.invalid` for what is not http or https.
    package init(_ address: String) throws(NetworkError) {
        text = try Self.comparable(address)
    }

    /// Of two scopes that hold an address the longer one is meant.
    var length: Int { text.utf8.count }

    func contains(_ address: String) -> Bool {
        do throws(NetworkError) { return try Self.comparable(address).hasPrefix(text) } catch { return false }
    }

    /// Scheme and host in lower case, the port always there, and a slash at the end.
    private static func comparable(_ address: String) throws(NetworkError) -> String {
        let parsed = try HTTPAddress(address)
        let path = parsed.path.prefix { $0 != "?" && $0 != "#" }
        return "\(parsed.origin)\(path)\(path.hasSuffix("/") ? "" : "/")"
    }
}
