import DagDSL

/// Brings the product pages' store up to date as soon as what they show has changed.
struct ServingRefresh: Pipeline {
    let id: PipelineID = "serving_refresh"
    let title: String? = "Serving refresh"
    let summary = "Loads products, stock and prices into the serving store when the marts behind them were rebuilt."
    let schedule: Schedule = .onUpdate(
        of: .all(
            .dataset(Warehouse.mart("dim_products")),
            .any(.dataset(Warehouse.mart("fct_stock_levels")), .dataset(Warehouse.mart("fct_price_changes")))))
    let owner: Owner = .platform
    let objectives: [Objective] = [.fresh(within: .hours(30))]
    let tags: [Name] = ["serving", "products"]
    let maximumActiveRuns: Int? = 1
    let defaults = TaskDefaults(retry: .fixed(5, every: .seconds(30)), timeout: .minutes(20))
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]

    var flow: some Flow {
        let ready = HTTPSensor("serving_store_is_ready", .servingAPI, path: "/ready")
            .checking(every: .seconds(30)).givingUp(after: .minutes(15))
        let begin = HTTPRequest(
            "begin_version", .post, .servingAPI, path: "/versions", body: .json(["run": "\(.runID)"]))
        let loads = ["products", "stock", "prices"].map { (part: Name) in load(part, into: begin) }
        let probe = HTTPRequest("probe_version", .get, .servingAPI, path: "/versions/\(.result(of: begin))/probe")
            .retry(.never)
            .documented("Asks for a fixed set of products. A wrong answer leaves the pages on the version before.")
        let publish = HTTPRequest("publish_version", .put, .servingAPI, path: "/versions/\(.result(of: begin))/live")
        let announcement = SlackMessage(
            "announce_version", to: .dataAlerts, "Product pages show version \(.result(of: begin)) now.")

        ready >>> begin >>> loads >>> probe >>> publish >>> announcement
    }

    private func load(_ part: Name, into version: HTTPRequest) -> HTTPRequest {
        HTTPRequest(
            "load_\(part)", .post, .servingAPI, path: "/versions/\(.result(of: version))/loads",
            body: .json(["part": "\(part)"]))
    }
}
