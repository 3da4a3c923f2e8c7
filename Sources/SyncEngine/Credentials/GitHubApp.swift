internal import Documents
internal import Hashing
package import Network

/// Tokens of a GitHub App's installation: asked for with a signed statement of the app, good for an hour, and asked for
/// anew in time.
package actor GitHubApp {
    package struct Settings: Sendable {
        /// The API's address; `https://api.github.com` but for GitHub Enterprise.
        package var baseURL: String
        /// The app's client id or its numeric id.
        package var issuer: String
        package var installation: Int
        /// The app's private key in PEM; read again for each token.
        package var privateKey: SecretSource

        package init(baseURL: String, issuer: String, installation: Int, privateKey: SecretSource) {
            self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
            self.issuer = issuer
            self.installation = installation
            self.privateKey = privateKey
        }
    }

    /// A token with less time left is not used: a sync has to end with the one that it began with.
    private static let margin = Duration.seconds(300)
    private static let timeLimit = Duration.seconds(15)

    private let settings: Settings
    private let client: HTTPClient
    private var token: (value: Secret, expires: Timestamp)?

    package init(_ settings: Settings, client: HTTPClient) {
        self.settings = settings
        self.client = client
    }

    /// The login for git, with a token that is good for some minutes at least, or is the newest that there is.
    ///
    /// - Throws: class `authentication` when GitHub refuses the app, `network` when it cannot be asked, `configuration`
    ///   when the key cannot be used.
    func credentials(_ calls: CredentialCalls, now: Timestamp = .now()) async throws(SyncError) -> BasicCredentials {
        if let token, now.since(token.expires) == .zero, token.expires.since(now) > Self.margin {
            return Self.login(token.value)
        }
        do throws(SyncError) {
            let fresh = try await ask(now)
            calls.note(.gitHub, hasSucceeded: true)
            token = fresh
            return Self.login(fresh.value)
        } catch {
            calls.note(.gitHub, hasSucceeded: false)
            throw error
        }
    }

    private static func login(_ token: Secret) -> BasicCredentials {
        BasicCredentials(username: "x-access-token", password: token)
    }

    private func ask(_ now: Timestamp) async throws(SyncError) -> (value: Secret, expires: Timestamp) {
        let request = HTTPRequest(
            .post, "\(settings.baseURL)/app/installations/\(settings.installation)/access_tokens",
            headers: [
                "Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28",
                "Authorization": "Bearer \(try statement(now))",
            ], deadlines: Deadlines(connect: Self.timeLimit, firstByte: Self.timeLimit, total: Self.timeLimit))
        let response: HTTPResponse
        do throws(NetworkError) { response = try await client.send(request) } catch {
            throw SyncError(.network, during: .prepare, "GitHub cannot be asked for a token: \(error.withoutAddress)")
        }
        guard response.status == 201 else {
            let failure: FailureClass = [401, 403, 404].contains(response.status) ? .authentication : .network
            throw SyncError(
                failure, during: .prepare,
                "GitHub gives the app \(settings.issuer) no token for its installation \(settings.installation): HTTP "
                    + "status \(response.status)")
        }
        guard let token = Self.token(in: response.body) else {
            throw SyncError(.network, during: .prepare, "GitHub's answer holds no token")
        }
        return token
    }

    private static func token(in answer: [UInt8]) -> (value: Secret, expires: Timestamp)? {
        do throws(JSONSyntaxError) {
            let document = try JSONParser.parse(answer)
            guard let value = document["token"]?.string,
                let expires = document["expires_at"]?.string.flatMap({ Timestamp(rfc3339: $0) })
            else { return nil }
            return (Secret(value), expires)
        } catch {
            return nil
        }
    }

    /// The app's statement that it is itself (RFC 7519), good for nine minutes of the ten that GitHub allows.
    private func statement(_ now: Timestamp) throws(SyncError) -> String {
        let seconds = Int(now.nanoseconds / 1_000_000_000)
        // Clocks may differ by a minute.
        let claims = Document.object([
            ("iat", .int(seconds - 60)), ("exp", .int(seconds + 480)), ("iss", .string(settings.issuer)),
        ])
        let header = Base64.addressText(Array(#"{"alg":"RS256","typ":"JWT"}"#.utf8))
        let signed = "\(header).\(Base64.addressText(Array(claims.compactJSON.utf8)))"
        guard let key = RSAPrivateKey(pem: Array(try settings.privateKey.read().reveal().utf8)),
            let signature = key.signature(of: Array(signed.utf8))
        else {
            throw SyncError(
                .configuration, during: .prepare,
                "the private key of the GitHub App is no RSA key in PEM without passphrase")
        }
        return "\(signed).\(Base64.addressText(signature))"
    }
}
