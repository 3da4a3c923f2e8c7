internal import Dispatch
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

        package init(head: String, body: [UInt8]) {
            self.head = head
            self.body = body
        }
    }

    private let socket: LoopbackSocket
    /// The threads that may still use the script and all that it owns.
    private let threads = DispatchGroup()
    /// Where it listens, on 127.0.0.1.
    package let port: UInt16

    /// A server whose `script` decides on every request; the connection is closed after the last step.
    ///
    /// `onDisconnect` is called when a client of a `hang` or `drip` has gone.
    package init(
        onDisconnect: @escaping @Sendable () -> Void = {}, _ script: @escaping @Sendable (Request) -> [Step]
    ) throws {
        let socket = try LoopbackSocket()
        self.socket = socket
        port = try socket.listen()
        let threads = threads
        threads.enter()
        Thread.detachNewThread {
            while let connection = socket.accept() {
                threads.enter()
                Thread.detachNewThread {
                    Self.serve(connection, script, onDisconnect)
                    threads.leave()
                }
            }
            socket.close()
            threads.leave()
        }
    }

    /// Waits, but not for ever, until nothing uses the script any more: a server that it owns has to end before
    /// the tests do.
    deinit {
        socket.shutDown()
        _ = threads.wait(timeout: .now() + 5)
    }

    private static func serve(
        _ connection: LoopbackSocket, _ script: (Request) -> [Step], _ onDisconnect: () -> Void
    ) {
        if let request = readRequest(from: connection) {
            for step in script(request) {
                perform(step, on: connection)
                if case .send = step { continue }
                onDisconnect()
            }
        }
        connection.shutDown()
        connection.close()
    }

    /// The address of `path`.
    package func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    private static func perform(_ step: Step, on connection: LoopbackSocket) {
        switch step {
        case .send(let bytes): connection.write(bytes)
        case .hang: while connection.read() != nil {}
        case .drip(let bytes, let pause):
            while connection.write(bytes) { usleep(pause * 1000) }
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
