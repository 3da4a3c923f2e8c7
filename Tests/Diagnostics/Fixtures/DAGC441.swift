import DagDSL

struct DAGC441: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    HTTPRequest("ask", .get, .gateway, path: "https://api.example.com/orders")  // expect: DAGC441
                    HTTPRequest("rest", .get, .gateway, path: "/orders?of=https://api.example.com")
                    HTTPCheck("health", .gateway, path: "http://api.example.com/health")  // expect: DAGC441
                }, Self.file)
        ]
    }
}
