internal import Foundation

/// A server on loopback that answers each request as a script says, however wrong that is.
package final class FaultyServer: Sendable {
    /// What the server does next on a connection.
    package enum Step: Sendable {
        case send([UInt8])
        /// Sends the bytes again and again with a pause in between, until the client goes away.
        case drip([UInt8], everyMilliseconds: UInt32)
        /// Says nothing more until the client goes away.
        case hang
    }

    /// What a client sent: the first line and header, then the body.
    package struct Request: Sendable {
        package let head: String
        package let body: [UInt8]
    }

    private let socket: LoopbackSocket
    /// Where it listens, on 127.0.0.1.
    package let port: UInt16

    /// A server whose `script` decides on every request; the connection is closed after the last step.
    package init(_ script: @escaping @Sendable (Request) -> [Step]) throws {
        let socket = try LoopbackSocket()
        self.socket = socket
        port = try socket.listen()
        Thread.detachNewThread {
            while let connection = socket.accept() {
                Thread.detachNewThread {
                    if let request = Self.readRequest(from: connection) {
                        for step in script(request) { Self.perform(step, on: connection) }
                    }
                    connection.shutDown()
                    connection.close()
                }
            }
            socket.close()
        }
    }

    deinit { socket.shutDown() }

    /// The address of `path`.
    package func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    private static func perform(_ step: Step, on connection: LoopbackSocket) {
        switch step {
        case .send(let bytes): connection.write(bytes)
        case .hang: while connection.read() != nil {}
        case .drip(let bytes, let pause):
            for _ in 0..<1000 {
                connection.write(bytes)
                usleep(pause * 1000)
            }
        }
    }

    private static func readRequest(from connection: LoopbackSocket) -> Request? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while true {
            guard let more = connection.read() else { return nil }
            bytes += more
            guard let split = bytes.firstRange(of: end) else { continue }
            let head = String(decoding: bytes[..<split.lowerBound], as: UTF8.self)
            let length =
                head.lowercased().split(separator: "\r\n")
                .first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
            while bytes.count < split.upperBound + length {
                guard let more = connection.read() else { return nil }
                bytes += more
            }
            return Request(head: head, body: Array(bytes[split.upperBound...]))
        }
    }
}
