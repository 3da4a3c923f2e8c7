internal import Glibc

/// A TCP socket that listens; closed with its owner unless released.
package struct ListeningSocket: ~Copyable {
    private let descriptor: Int32
    package let port: UInt16

    /// Listens on `host:port`, `[v6]:port` or `:port`.
    package init(_ address: String) throws(NetworkError) {
        let (host, service) = try Self.split(address)
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, service, &hints, &found)
        guard status == 0, let found else {
            throw Self.failure(address, "the host is not found: \(String(cString: gai_strerror(status)))")
        }
        defer { freeaddrinfo(found) }

        // All interfaces means IPv6 with IPv4 mapped into it, where the system has IPv6 at all.
        let candidates = sequence(first: found, next: { $0.pointee.ai_next }).sorted { left, _ in
            host == nil && left.pointee.ai_family == AF_INET6
        }
        var reason = "no address"
        for candidate in candidates {
            if let socket = Self.listen(on: candidate.pointee) {
                descriptor = socket
                port = Self.port(of: socket)
                return
            }
            reason = String(cString: strerror(errno))
        }
        throw Self.failure(address, reason)
    }

    deinit { close(descriptor) }

    /// Hands the descriptor over.
    consuming func release() -> Int32 {
        let descriptor = descriptor
        discard self
        return descriptor
    }

    static func split(_ address: String) throws(NetworkError) -> (host: String?, service: String) {
        guard let colon = address.lastIndex(of: ":"), let port = UInt16(address[address.index(after: colon)...]) else {
            throw NetworkError(
                .invalid, operation: "listen", subject: address, detail: "write it as host:port, [v6]:port or :port")
        }
        var host = address[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return (host.isEmpty ? nil : String(host), String(port))
    }

    private static func failure(_ address: String, _ reason: String) -> NetworkError {
        NetworkError(.listen, operation: "listen", subject: address, detail: reason)
    }

    private static func listen(on candidate: addrinfo) -> Int32? {
        let type = candidate.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(candidate.ai_family, type, candidate.ai_protocol)
        guard descriptor >= 0 else { return nil }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        if candidate.ai_family == AF_INET6 {
            var off: Int32 = 0
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
        }
        guard bind(descriptor, candidate.ai_addr, candidate.ai_addrlen) == 0, Glibc.listen(descriptor, 64) == 0 else {
            let reason = errno
            close(descriptor)
            errno = reason
            return nil
        }
        return descriptor
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutablePointer(to: &storage) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        // The port stands at the same place in both families.
        return withUnsafeBytes(of: storage) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    }
}
