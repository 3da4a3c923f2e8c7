import DagDSL

/// Watches the speed layer: is it up, does it keep up, and does anything page?
struct RealtimeMonitoring: Pipeline {
    let id: PipelineID = "realtime_monitoring"
    let title: String? = "Realtime monitoring"
    let summary = "Checks the speed layer every five minutes: its health, its lag and its critical alerts."
    let schedule: Schedule = .every(.minutes(5), covering: .instant)
    let owner: Owner = .platform
    let tags: [Name] = ["monitoring", "speed"]
    let maximumActiveRuns: Int? = 1
    let defaults = TaskDefaults(retry: .fixed(1, every: .seconds(20)), timeout: .minutes(1))
    let notifications: [Notification] = [.onFailure(.slack(.dataAlerts))]
    let objectives: [Objective] = [.runsSucceed(.basisPoints(9950), over: .days(14))]

    var flow: some Flow {
        let health = HTTPCheck("health_check", .streamGateway, path: "/health")
        let performance = SQLCheck(
            "performance_check", in: Speed.store,
            "select dateDiff('second', max(ordered_at), now()) <= 300 as lag_within_300_seconds from speed.orders")
        let alerts = HTTPCheck(
            "alert_check", .alertmanager, path: "/api/v2/alerts?active=true&filter=severity=critical",
            expecting: .emptyList)

        health >>> performance >>> alerts
    }
}
