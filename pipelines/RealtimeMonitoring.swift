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
        let health = HealthCheck(
            "health_check",
            of: .http("stream gateway", .streamGateway, path: "/health"),
            .sql("speed layer", Speed.store), .http("prometheus", .prometheus, path: "/-/ready"))
        let performance = PerformanceCheck(
            "performance_check",
            of: .age("lag", of: Speed.orders, by: \.orderedAt, atMost: .seconds(300)),
            .prometheus(
                "errors of producers", .prometheus,
                """
                sum(rate(kafka_server_brokertopicmetrics_failedproducerequests_total[5m])) \
                / clamp_min(sum(rate(kafka_server_brokertopicmetrics_totalproducerequests_total[5m])), 1)
                """, atMost: "0.05"))
        let alerts = AlertCheck("alert_check", by: .alertmanager, where: #"severity="critical""#)

        health >>> performance >>> alerts
    }
}
