internal import Glibc

/// A TCP socket on 127.0.0.1 with blocking calls.
package struct LoopbackSocket: Sendable {
    package let descriptor: Int32

    package init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ProgramFailure(description: "no socket") }
    }

    init(accepted descriptor: Int32) { self.descriptor = descriptor }

    /// Connects to `port`.
    package init(connectingTo port: UInt16) throws {
        try self.init()
        guard withAddress(port, { connect(descriptor, $0, $1) }) == 0 else {
            Glibc.close(descriptor)
            throw ProgramFailure(description: "no connection to port \(port)")
        }
    }

    /// Asks for a connection to `port` and does not wait for it.
    package init(askingFor port: UInt16) throws {
        try self.init()
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        _ = withAddress(port, { connect(descriptor, $0, $1) })
    }

    /// Binds `port`, or a free one for 0, listens, and returns the port.
    ///
    /// `backlog` is how many connections may wait to be accepted.
    package func listen(on port: UInt16 = 0, backlog: Int32 = 16) throws -> UInt16 {
        // Connections of an earlier listener may still be on their way out.
        var reuses: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuses, socklen_t(MemoryLayout<Int32>.size))
        guard withAddress(port, { bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, backlog) == 0 else {
            throw ProgramFailure(description: "cannot listen")
        }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// The next connection; nil when the socket was closed.
    package func accept() -> LoopbackSocket? {
        let accepted = Glibc.accept(descriptor, nil, nil)
        return accepted < 0 ? nil : LoopbackSocket(accepted: accepted)
    }

    /// Whatever arrives next; nil at the end.
    package func read() -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        return count > 0 ? Array(chunk[..<count]) : nil
    }

    /// Sends everything; false when the other side closed first.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    package func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    package func close() { Glibc.close(descriptor) }

    private func withAddress(_ port: UInt16, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }
}
