package import Network

/// Any receiver of JSON: the facts of a notice under stable names.
package struct WebhookChannel: Sendable {
    let url: SecretSource

    package init(url: SecretSource) {
        self.url = url
    }

    package func request(for alert: Alert) throws(SyncError) -> HTTPRequest {
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
        let document = JSONValue.object([
            ("kind", .string(alert.kind.rawValue)), ("title", .string(alert.title)),
            ("critical", .bool(alert.isCritical)), ("key", .string(alert.deduplicationKey)),
            ("repository", .string(alert.repository)), ("ref", .string(alert.ref)),
            ("instance", .string(alert.instance)), ("commit", text(alert.commit)), ("author", text(alert.author)),
            ("summary", text(alert.summary)), ("step", text(alert.failure?.step)),
            ("class", text(alert.failure?.failureClass.rawValue)), ("error", text(alert.failure?.message)),
            ("advice", text(alert.failure?.failureClass.advice)), ("lastGoodCommit", text(alert.lastGood)),
            ("lastSuccessAgeSeconds", alert.lastSuccessAge.map { .number($0.inSeconds) } ?? .null),
            ("failingSince", .string(alert.failingSince.rfc3339)), ("at", .string(alert.at.rfc3339)),
        ])
        return HTTPRequest(posting: document, to: try url.read().reveal())
    }
}
