import DagDSL

/// A project as it is deployed.
enum Before {
    struct Orders: Pipeline {
        let id: PipelineID = "orders"
        let schedule: Schedule = .daily(at: "02:00", in: "Europe/Berlin")
        let owner: Owner = .team("data")
        let defaults = TaskDefaults(retry: .fixed(2, every: .minutes(1)))

        var flow: some Flow {
            let fetch = Bash("fetch", "fetch-orders --from \(.windowStart)").timeout(.minutes(30))
            let clean = Bash("clean", "clean-orders").pool(.load)
            let load = Group("warehouse") {
                Bash("load_facts", "load facts")
                Bash("load_dimensions", "load dimensions")
            }
            let sweep = Bash("sweep", "rm -rf /tmp/orders").always()
            fetch >>> clean >>> load >>> sweep
        }
    }

    struct Refunds: Pipeline {
        let id: PipelineID = "refunds"
        let schedule: Schedule = .daily(at: "04:00", in: .utc)
        let owner: Owner = .team("data")

        var flow: some Flow {
            Bash("fetch", "fetch-refunds") >>> Bash("load", "load-refunds")
        }
    }

    struct Legacy: Pipeline {
        let id: PipelineID = "legacy"
        let schedule: Schedule = .manual()
        let owner: Owner = .team("data")

        var flow: some Flow {
            Operator("copy", "airflow.providers.ssh.operators.ssh.SSHOperator", ["command": "copy-orders"])
        }
    }

    struct Platform: Project {
        let name: Name = "shop"
        let environments = [
            Environment(
                "production",
                orchestrator: .airflow(
                    .v3_3, tree: "/dags", pools: [PoolSetting(.load, slots: 4, for: "loads")]))
        ]
        let start = Day(2026, 1, 1)
    }

    static let catalog = makeCatalog(Platform(), [Orders(), Refunds(), Legacy(), Steady()])
}

/// The same project, as somebody has changed it.
enum After {
    struct Orders: Pipeline {
        let id: PipelineID = "orders"
        let schedule: Schedule = .hourly(at: 15)
        let owner: Owner = .team("sales-data")
        let defaults = TaskDefaults(retry: .exponential(5, from: .minutes(1), upTo: .minutes(15)))
        let params: [Param] = [.integer("limit", default: 100, in: 1...500)]

        var flow: some Flow {
            let fetch = Bash("fetch_orders", "fetch-orders --from \(.windowStart)").timeout(.hours(1))
            let clean = Bash("clean", "clean-orders --strict --limit \(.param(params[0])) --report /tmp/orders/report")
                .pool(.load, slots: 2)
            let load = Group("warehouse") {
                Bash("load_facts", "load facts")
                Bash("load_dimensions", "load dimensions")
            }
            let copy = Operator(
                "copy", "airflow.providers.ssh.operators.ssh.SSHOperator", ["command": "copy-orders"],
                connections: [.archive])
            fetch >>> clean >>> load >>> copy
            fetch >>> copy
        }
    }

    struct RefundCapture: Pipeline {
        let id: PipelineID = "refund_capture"
        let schedule: Schedule = .daily(at: "04:00", in: .utc)
        let owner: Owner = .team("data")

        var flow: some Flow {
            Bash("fetch", "fetch-refunds") >>> Bash("load", "load-refunds")
        }
    }

    struct History: Pipeline {
        let id: PipelineID = "history"
        let schedule: Schedule = .daily(at: "01:00", in: .utc)
        let owner: Owner = .team("data")
        let start: Day? = Day(2026, 11, 1)
        let catchUp = true
        let maximumActiveRuns: Int? = 2

        var flow: some Flow {
            Bash("load_day", "load-history --day \(.windowStart)")
        }
    }

    struct Platform: Project {
        let name: Name = "shop"
        let environments = [
            Environment(
                "production",
                orchestrator: .airflow(.v3_3, tree: "/dags", pools: [PoolSetting(.load, slots: 8, for: "loads")]),
                data: DataPlatform(connections: [.archive]))
        ]
        let start = Day(2026, 1, 1)
    }

    static let catalog = makeCatalog(Platform(), [Orders(), RefundCapture(), History(), Steady()])
}

/// In both, at another line.
struct Steady: Pipeline {
    let id: PipelineID = "steady"
    let schedule: Schedule = .hourly()
    let owner: Owner = .team("data")

    var flow: some Flow {
        Bash("tick", "true")
    }
}

extension Pool {
    fileprivate static let load = Pool("load")
}

extension Connection {
    fileprivate static let archive = Connection("archive", .http)
}

func makeCatalog(_ project: some Project, _ pipelines: [any Pipeline], line: Int = 1) -> Catalog {
    Catalog(
        project: project,
        pipelines: pipelines.map { CatalogEntry($0, source: "pipelines/Shop.swift", path: "Shop.swift", line: line) })
}
