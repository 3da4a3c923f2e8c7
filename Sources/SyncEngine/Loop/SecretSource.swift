package import Network
import System

/// Where a secret is read from each time it is needed, so that a rotated one counts at once.
package enum SecretSource: Sendable {
    /// A value that came through the environment.
    case value(Secret)
    case file(String)

    /// Longer than any token or key.
    private static let limit = 65536

    /// The secret without blanks and line ends around it.
    ///
    /// - Throws: class `configuration`; the message names the file, never its content.
    package func read() throws(SyncError) -> Secret {
        switch self {
        case .value(let secret): return secret
        case .file(let path):
            do throws(FileSystemError) {
                let text = String(decoding: try FileSystem().contents(path, limit: Self.limit), as: UTF8.self)
                let characters = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }
                return Secret(String(characters.reversed()))
            } catch {
                throw SyncError(.configuration, during: .prepare, "the secret cannot be read: \(error)")
            }
        }
    }
}
