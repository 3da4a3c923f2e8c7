package import Network

/// A server that is asked for the user name and password before each sync, as git-sync's `--askpass-url`: it answers
/// with lines `username=…` and `password=…`.
package struct AskpassURL: Sendable {
    private let url: Secret
    private let client: HTTPClient

    /// git-sync gives the server one second; a busy node needs more, and the sync has a limit of its own.
    private static let timeLimit = Duration.seconds(5)

    package init(url: Secret, client: HTTPClient) {
        self.url = url
        self.client = client
    }

    /// - Throws: class `authentication`, without the address and the answer.
    nonisolated(nonsending)
        func ask(_ calls: CredentialCalls) async throws(SyncError) -> BasicCredentials
    {
        do throws(SyncError) {
            let credentials = try await answer()
            calls.note(.askpass, hasSucceeded: true)
            return credentials
        } catch {
            calls.note(.askpass, hasSucceeded: false)
            throw error
        }
    }

    nonisolated(nonsending)
        private func answer() async throws(SyncError) -> BasicCredentials
    {
        let request = HTTPRequest(
            .get, url.reveal(),
            deadlines: Deadlines(connect: Self.timeLimit, firstByte: Self.timeLimit, total: Self.timeLimit),
            maximumResponseBytes: 65536)
        let response: HTTPResponse
        do throws(NetworkError) { response = try await client.send(request) } catch {
            throw Self.failure(.network, "cannot be asked: \(error.withoutAddress)")
        }
        guard response.status == 200 else {
            let failure: FailureClass = response.status < 500 ? .authentication : .network
            throw Self.failure(failure, "answers with HTTP status \(response.status)")
        }
        var fields: [Substring: String] = [:]
        for line in String(decoding: response.body, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            fields[line[..<equals]] = String(line[line.index(after: equals)...])
        }
        guard let username = fields["username"], let password = fields["password"] else {
            throw Self.failure(.authentication, "does not answer with lines username=… and password=…")
        }
        return BasicCredentials(username: username, password: Secret(password))
    }

    private static func failure(_ failure: FailureClass, _ problem: String) -> SyncError {
        SyncError(failure, during: .prepare, "the server of --askpass-url \(problem)")
    }
}
