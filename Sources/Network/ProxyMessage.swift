internal import Glibc

/// What libcurl says of a proxy, without what it repeats of the variable that names it: user and password are in that.
enum ProxyMessage {
    private static let variables = [
        "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
    ]
    private static let unresolved = "Could not resolve proxy: "

    static func shown(_ message: String) -> String {
        // "Unsupported proxy syntax in 'the whole of it': reason", of which the end may be cut off.
        if message.contains("proxy"), let quote = message.firstIndex(of: "'") {
            return "\(message[..<quote])'\(ShownAddress.mark)'"
        }
        guard message.hasPrefix(unresolved), isPartOfPassword(message.dropFirst(unresolved.count)) else {
            return message
        }
        return unresolved + ShownAddress.mark
    }

    /// Whether what was taken for the host is no such thing: a password that holds a slash ends the host.
    private static func isPartOfPassword(_ host: Substring) -> Bool {
        let addresses = variables.compactMap { getenv($0).map { String(cString: $0) } }
        return addresses.contains { address in
            guard let at = address.lastIndex(of: "@") else { return false }
            return !address[address.index(after: at)...].hasPrefix(host)
        }
    }
}
