import Documents
package import Network

/// What dag-sync answers over HTTP.
package struct Endpoints: Sendable {
    private let reporter: Reporter
    private let inbox: TriggerInbox
    private let signature: TriggerSignature?
    private let showsMetrics: Bool

    /// - Parameter signature: without one `POST /sync` does not exist.
    package init(reporter: Reporter, inbox: TriggerInbox, signature: TriggerSignature?, showsMetrics: Bool) {
        self.reporter = reporter
        self.inbox = inbox
        self.signature = signature
        self.showsMetrics = showsMetrics
    }

    package var routes: [HTTPServer.Route] {
        let reporter = reporter
        var routes = [
            // git-sync's probe: 200 from the first published tree on.
            HTTPServer.Route(.get, "/") { _ in Self.answer(await reporter.hasTree) },
            HTTPServer.Route(.get, "/livez") { _ in Self.answer(await reporter.isAlive) },
            HTTPServer.Route(.get, "/readyz") { _ in Self.answer(await reporter.isReady) },
            HTTPServer.Route(.get, "/status") { _ in
                .text(await reporter.status().compactJSON + "\n", contentType: "application/json")
            },
        ]
        if showsMetrics {
            routes.append(
                HTTPServer.Route(.get, "/metrics") { _ in
                    .text(await reporter.metricsText(), contentType: "text/plain; version=0.0.4")
                })
        }
        if let signature {
            routes.append(HTTPServer.Route(.post, "/sync") { [inbox] in await Self.sync($0, signature, inbox) })
        }
        return routes
    }

    private static func answer(_ isTrue: Bool) -> HTTPServer.Response {
        .text(isTrue ? "ok\n" : "no; /status says why\n", status: isTrue ? 200 : 503)
    }

    private static func sync(
        _ request: HTTPServer.Request, _ signature: TriggerSignature, _ inbox: TriggerInbox
    ) async -> HTTPServer.Response {
        do throws(SyncError) {
            guard try signature.accepts(request.headers, request.body) else {
                return .text("the signature is missing or wrong\n", status: 401)
            }
        } catch {
            return .text("the secret cannot be read\n", status: 500)
        }
        await inbox.post(.request)
        return .text("a sync follows\n", status: 202)
    }
}
