internal import Foundation
internal import Synchronization

/// An SMTP server on loopback that takes every message; it offers no TLS.
package final class MailServer: Sendable {
    /// One message as the server got it.
    package struct Envelope: Sendable {
        package var sender = ""
        package var recipients: [String] = []
        package var message = ""
    }

    /// The messages so far.
    private final class Box: Sendable { let taken = Mutex<[Envelope]>([]) }

    private let socket: LoopbackSocket
    private let box: Box
    /// Where it listens.
    package let url: String

    package init() throws {
        let (socket, box) = (try LoopbackSocket(), Box())
        url = "smtp://127.0.0.1:\(try socket.listen())"
        (self.socket, self.box) = (socket, box)
        Thread.detachNewThread {
            while let connection = socket.accept() {
                Self.serve(connection) { envelope in box.taken.withLock { $0.append(envelope) } }
                connection.close()
            }
            socket.close()
        }
    }

    deinit { socket.shutDown() }

    package var envelopes: [Envelope] { box.taken.withLock { $0 } }
    package var messages: [String] { envelopes.map(\.message) }

    private static func serve(_ connection: LoopbackSocket, _ take: (Envelope) -> Void) {
        var envelope = Envelope()
        var (buffer, isData) = ("", false)
        connection.write(Array("220 loopback\r\n".utf8))
        while let bytes = connection.read() {
            buffer += String(decoding: bytes, as: UTF8.self)
            while let end = buffer.range(of: isData ? "\r\n.\r\n" : "\r\n") {
                let text = String(buffer[..<end.lowerBound])
                buffer = String(buffer[end.upperBound...])
                if isData {
                    envelope.message = text
                    take(envelope)
                    (envelope, isData) = (Envelope(), false)
                    connection.write(Array("250 taken\r\n".utf8))
                    continue
                }
                let word = text.prefix(4).uppercased()
                let address = String(text.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
                if word == "MAIL" { envelope.sender = address }
                if word == "RCPT" { envelope.recipients.append(address) }
                isData = word == "DATA"
                let answer = isData ? "354 go on" : word == "QUIT" ? "221 bye" : "250 fine"
                connection.write(Array("\(answer)\r\n".utf8))
            }
        }
    }
}
