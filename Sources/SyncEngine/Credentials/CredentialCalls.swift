internal import Network
import System

/// What servers of credentials were asked during a sync, for its report.
package final class CredentialCalls: Sendable {
    /// One question.
    package struct Call: Sendable, Equatable {
        package enum Server: Sendable, Equatable { case askpass, gitHub }

        package let server: Server
        package let hasSucceeded: Bool
    }

    private let made = Locked<[Call]>([])

    package init() {}

    func note(_ server: Call.Server, hasSucceeded: Bool) {
        made.withLock { $0.append(Call(server: server, hasSucceeded: hasSucceeded)) }
    }

    /// The calls since the last report.
    func take() -> [Call] {
        made.withLock { calls in
            defer { calls = [] }
            return calls
        }
    }
}
