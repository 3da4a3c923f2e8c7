internal import Glibc

/// Whether a host can be found, as the system's resolver sees it.
package enum HostLookup {
    /// What keeps `host`, a name or an address, from being found; nil when it is. Blocks for as long as the resolver
    /// takes.
    package static func problem(finding host: String) -> String? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host.filter { $0 != "[" && $0 != "]" }, nil, &hints, &found)
        if let found { freeaddrinfo(found) }
        return status == 0 ? nil : String(cString: gai_strerror(status))
    }
}
