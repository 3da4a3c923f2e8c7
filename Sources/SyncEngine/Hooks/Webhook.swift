import Documents
package import Network

/// A request that tells of a publish, as git-sync's `--webhook-url`: the commit in the header `Gitsync-Hash`, and,
/// which git-sync has not, what changed as a JSON body.
package struct Webhook: Sendable {
    private let url: String
    private let method: HTTPRequest.Method
    /// The status that counts as delivered; 0 for any.
    private let successStatus: Int
    private let timeLimit: Duration
    private let client: HTTPClient

    package init(
        url: String, method: HTTPRequest.Method, successStatus: Int, timeLimit: Duration, client: HTTPClient
    ) {
        self.url = url
        self.method = method
        self.successStatus = successStatus
        self.timeLimit = timeLimit
        self.client = client
    }

    /// The rest of the address may be a secret.
    private var origin: String {
        do throws(NetworkError) { return try HTTPAddress(url).origin } catch { return "the webhook" }
    }

    /// Sends the request; the result is what went wrong, or nil.
    func send(_ notice: PublishNotice) async -> String? {
        let request = HTTPRequest(
            method, url, headers: ["Gitsync-Hash": notice.commit, "Content-Type": "application/json"],
            body: Array(notice.document.compactJSON.utf8),
            deadlines: Deadlines(connect: timeLimit, firstByte: timeLimit, total: timeLimit))
        do throws(NetworkError) {
            let status = try await client.send(request).status
            let isExpected = successStatus == 0 || status == successStatus
            return isExpected ? nil : "\(origin): HTTP status \(status) instead of \(successStatus)"
        } catch {
            return error.withoutAddress
        }
    }
}
