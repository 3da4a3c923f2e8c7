internal import CMicrohttpd
internal import CShim
internal import Glibc
internal import System

/// The connections of a server that have not asked for anything yet, or whose answer has left.
///
/// Whoever opens many connections and says nothing, or says it slowly, could hold a server of few connections for as long
/// as it likes. Here the one that has waited longest is ended for each one that comes when there are too many: who asks at
/// once is answered at once, whatever others hold open.
final class HTTPConnections: Sendable {
    private struct State {
        /// Every open connection: its descriptor, and since when it waits; nil while it is being answered.
        var open: [UInt: (socket: Int32, turn: UInt64?)] = [:]
        var turn: UInt64 = 0
    }

    private let limit: Int
    private let state = Locked(State())

    /// - Parameter limit: how many may wait at a time.
    init(limit: Int) { self.limit = limit }

    func opened(_ connection: OpaquePointer) {
        let socket = cshim_mhd_socket(connection)
        guard socket >= 0 else { return }
        wait(connection) { _ in socket }
    }

    func closed(_ connection: OpaquePointer) {
        state.withLock { _ = $0.open.removeValue(forKey: UInt(bitPattern: connection)) }
    }

    /// The request is there as a whole: what follows takes no longer than its handler.
    func isAnswered(_ connection: OpaquePointer) {
        state.withLock { $0.open[UInt(bitPattern: connection)]?.turn = nil }
    }

    /// The answer has left, and the connection stays for another request.
    func waitsAgain(_ connection: OpaquePointer) { wait(connection) { $0?.socket } }

    private func wait(
        _ connection: OpaquePointer, socket: ((socket: Int32, turn: UInt64?)?) -> Int32?
    ) {
        let key = UInt(bitPattern: connection)
        let ended: Int32? = state.withLock { state in
            guard let socket = socket(state.open[key]) else { return nil }
            state.turn += 1
            state.open[key] = (socket, state.turn)
            let waiting = state.open.compactMap { key, entry in entry.turn.map { (key, entry.socket, $0) } }
            guard waiting.count > limit, let oldest = waiting.min(by: { $0.2 < $1.2 }) else { return nil }
            state.open.removeValue(forKey: oldest.0)
            return oldest.1
        }
        // The library finds the connection at its end, and closes what is its own.
        if let ended { shutdown(ended, Int32(SHUT_RDWR)) }
    }
}

/// libmicrohttpd's notice that a connection was accepted or is about to be closed; always on its own thread.
func noteConnection(
    _ router: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_ConnectionNotificationCode
) {
    guard let router, let connection else { return }
    let connections = CallbackObject<HTTPRouter>.object(behind: router).connections
    if code == .CONNECTION_NOTIFY_STARTED { connections.opened(connection) } else { connections.closed(connection) }
}
