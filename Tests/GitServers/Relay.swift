internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// Stands between a client and a server on loopback and passes everything on, until it is told to do harm. It knows
/// nothing of what it carries, so that one and the same harm can be done over http and ssh.
package final class Relay: Sendable {
    /// What becomes of what the server sends. The count of bytes goes over all connections from the order on.
    package enum Fault: Sendable {
        case none
        /// Connections are taken and closed at once.
        case hangUp
        /// After so many bytes nothing more arrives, and nobody closes.
        case hang(after: Int)
        /// After so many bytes the connection ends.
        case cut(after: Int)
        /// After so many bytes only nonsense of the same length arrives.
        case garble(after: Int)
        /// Whatever is asked, this is the answer, and then the connection ends.
        case answer([UInt8])
    }

    private struct State {
        var fault = Fault.none
        var passed = 0
        var order = 0
        var open: Set<Int32> = []
        var listener: LoopbackSocket?
        var silence: [LoopbackSocket] = []
    }

    private let state = Mutex(State())
    private let server: UInt16
    /// Where it listens, on 127.0.0.1.
    package let port: UInt16

    /// A relay in front of the server on port `server`.
    package init(to server: UInt16) throws {
        self.server = server
        let listener = try LoopbackSocket()
        port = try listener.listen(on: try ServerProcess.freePort())
        start(listener)
    }

    deinit { down() }

    /// Does `fault` from now on, and ends the connections that exist.
    package func set(_ fault: Fault) {
        state.withLock { state in
            state.fault = fault
            state.passed = 0
            state.order += 1
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Stops listening: connections are refused.
    package func down() {
        set(.none)
        state.withLock { state in
            state.listener?.shutDown()
            state.listener = nil
            for socket in state.silence { socket.close() }
            state.silence = []
        }
    }

    /// Answers nobody any more, as a host that is off: Linux drops the packets of those who ask while as many
    /// connections wait as may.
    package func silence() throws {
        down()
        let listener = try listening(backlog: 0)
        let waiting = try (0..<4).map { _ in try LoopbackSocket(askingFor: port) }
        state.withLock { $0.silence = [listener] + waiting }
    }

    /// Listens again.
    package func up() throws {
        down()
        start(try listening())
    }

    private func listening(backlog: Int32 = 16) throws -> LoopbackSocket {
        for _ in 0..<3000 {
            let listener = try LoopbackSocket()
            if (try? listener.listen(on: port, backlog: backlog)) != nil { return listener }
            listener.close()
            usleep(20_000)
        }
        throw ProgramFailure(description: "port \(port) was taken")
    }

    private func start(_ listener: LoopbackSocket) {
        state.withLock { $0.listener = listener }
        Thread.detachNewThread { [weak self] in
            while let client = listener.accept() {
                guard let self else {
                    client.close()
                    break
                }
                Thread.detachNewThread { self.serve(client) }
            }
            listener.close()
        }
    }

    private func serve(_ client: LoopbackSocket) {
        defer { client.close() }
        switch state.withLock({ $0.fault }) {
        case .hangUp: return
        case .answer(let bytes):
            _ = client.read()
            client.write(bytes)
            client.shutDown()
            return
        case .none, .hang, .cut, .garble: break
        }
        guard let server = try? LoopbackSocket(connectingTo: server) else { return }
        defer { server.close() }
        let order = state.withLock { state in
            state.open.formUnion([client.descriptor, server.descriptor])
            return state.order
        }
        let upwards = DispatchSemaphore(value: 0)
        let gone = Gone()
        Thread.detachNewThread {
            while let bytes = client.read(), server.write(bytes) {}
            gone.set()
            server.shutDown()
            upwards.signal()
        }
        while let bytes = server.read(), pass(bytes, to: client, order, gone) {}
        client.shutDown()
        server.shutDown()
        upwards.wait()
        state.withLock { $0.open.subtract([client.descriptor, server.descriptor]) }
    }

    private final class Gone: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .relaxed) }
        func set() { value.store(true, ordering: .relaxed) }
    }

    /// Passes bytes on as the fault allows; false when the connection is over.
    private func pass(_ bytes: [UInt8], to client: LoopbackSocket, _ order: Int, _ gone: Gone) -> Bool {
        let (fault, before) = state.withLock { state in
            defer { state.passed += bytes.count }
            return (state.fault, state.passed)
        }
        switch fault {
        case .none: return client.write(bytes)
        case .hangUp, .answer: return false
        case .cut(let limit):
            client.write(Array(bytes.prefix(max(0, limit - before))))
            return before + bytes.count <= limit
        case .garble(let limit):
            let whole = max(0, limit - before)
            return client.write(bytes.prefix(whole) + bytes.dropFirst(whole).map { $0 ^ 0xA5 })
        case .hang(let limit):
            client.write(Array(bytes.prefix(max(0, limit - before))))
            guard before + bytes.count > limit else { return true }
            while !gone.isSet, state.withLock({ $0.order }) == order { usleep(20_000) }
            return false
        }
    }
}
