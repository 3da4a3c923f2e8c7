import Foundation
import GitServers
import TestSupport
import Testing

/// The whole way: a Swift pipeline, the compiler, a git server, the sidecar, and Airflow with real engines.
///
/// One test at a time, since both change the same copy of the package.
@Suite(.serialized) struct ChainTests {
    private static let dag = "daily_batch_processing"
    private static let interval = ("2026-11-18T02:00:00+00:00", "2026-11-19T02:00:00+00:00")

    @Test func `all mistakes of all pipelines are shown at once and nothing is written`() async throws {
        let package = try await PackageCopy()
        try package.add(
            "pipelines/Mistakes.swift",
            """
            import DagDSL

            struct Mistakes: Pipeline {
                let id: PipelineID = "mistakes"
                let schedule: Schedule = .cron("61 * * * *")
                let owner: Owner = .team("tests")

                var flow: some Flow {
                    let ping = HTTPCheck("ping", Connection("stream_gatway", .http), path: "/health")
                    let load = Bash("load", "true")
                    let again = Bash("load", "false")
                    ping >>> load >>> again
                }
            }

            """)
        let result = try await package.dagc(["compile"])
        #expect(result.status == 1)
        #expect(result.errors.contains("pipelines/Mistakes.swift:5:35: error: `61` is no minute"))
        #expect(
            result.errors.contains("pipelines/Mistakes.swift:9:29: error: task `ping` uses connection `stream_gatway`"))
        #expect(result.errors.contains("fix: did you mean `stream_gateway`?"))
        #expect(result.errors.contains("pipelines/Mistakes.swift:11:25: error: two tasks have the id `load`"))
        #expect(result.errors.contains("pipelines/Mistakes.swift:10:24: note: the first is declared here"))
        #expect(result.errors.contains("3 errors"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: package.folder.appending(path: "generated").path))
    }

    @Test func `a changed pipeline reaches Airflow through git and runs with the right figures`() async throws {
        let served = try TemporaryFolder()
        let repository = try ServedRepository(in: served)
        let server = try GitHTTPServer(root: served)
        let url = server.url(of: repository)
        try await withTemporaryFolder { folder in
            async let workload = OrdersWorkload(
                in: folder.appending(path: "data"), from: Self.interval.0, to: Self.interval.1)
            let package = try await PackageCopy()
            let first = try await publish(package, to: url, repository)

            let sidecar = try RunningSidecar(repository: url, root: folder.appending(path: "git"))
            defer { sidecar.stop() }
            try #require(try await sidecar.publishes(first, within: .seconds(600)))
            let airflow = try await AirflowInstallation(
                home: folder.appending(path: "airflow"), dagsFolder: sidecar.link.appending(path: "airflow/dags"),
                variables: workload.airflowVariables(tree: sidecar.link))
            let before = try await airflow.listing()
            #expect(before.importErrors.isEmpty && before.warnings.isEmpty, "\(before)")

            try package.replace(".hours(20)", with: ".hours(19)", in: "pipelines/DailyBatchProcessing.swift")
            let second = try await publish(package, to: url, repository)
            try #require(try await sidecar.publishes(second, within: .seconds(600)))
            let after = try await airflow.listing()
            #expect(before.dags[Self.dag] != nil && before.dags[Self.dag]?.hash != after.dags[Self.dag]?.hash)
            #expect(before.dags["realtime_monitoring"]?.hash == after.dags["realtime_monitoring"]?.hash)

            try await checkFigures(airflow, workload.expected)

            // Airflow waits between tries here too, so the job that is made to fail gets a single one.
            try package.replace(
                "driverMemory: .gibibytes(1))", with: "driverMemory: .gibibytes(1)).retry(.never)",
                in: "pipelines/DailyBatchProcessing.swift")
            let third = try await publish(package, to: url, repository)
            try #require(try await sidecar.publishes(third, within: .seconds(600)))
            try await checkFailure(airflow, in: folder)
        }
        server.stop()
    }

    /// Compiles and pushes; returns the commit.
    private func publish(_ package: PackageCopy, to url: String, _ repository: ServedRepository) async throws -> String
    {
        for command in ["compile", "push"] {
            let target = command == "push" ? ["--repo", url, "--branch", "main"] : []
            let result = try await package.dagc(
                [command, "--environment", "local", "--out", "generated-local"] + target)
            try #require(result.status == 0, "\(result.output)\(result.errors)")
        }
        return try repository.git("rev-parse", "main")
    }

    private func checkFigures(_ airflow: AirflowInstallation, _ expected: OrdersWorkload.Expected) async throws {
        let result = try await airflow.test(dag: Self.dag, date: Self.interval.1)
        let run = try await airflow.latestRun(of: Self.dag)
        #expect(run.state == "success", "\(result.output.suffix(4000))")
        #expect(run.tasks["watcher"] == "skipped")

        #expect(result.output.contains("\"rows_read\": \(expected.rawRows)"))
        #expect(result.output.contains("\"rows_written\": \(expected.cleanOrders)"))
        #expect(try run.returned(by: "dbt_run", as: String.self)?.contains("PASS=8 WARN=0 ERROR=0") == true)
        let reconciliation = try run.returned(by: "lambda_reconciliation", as: Reconciled.self)
        #expect(
            reconciliation
                == Reconciled(
                    status: "warning", window_count: expected.windows, equal_windows: expected.equalWindows,
                    worst_percent: expected.worstPercent, rows_speed: expected.speedOrders,
                    rows_batch: expected.cleanOrders))
        let report = try run.returned(by: "quality_report", as: Report.self)
        #expect(report?.tasks["spark_batch_job"] == "ok" && report?.tasks["data_quality_check"] == "warning")
    }

    /// The Spark job is replaced by one that fails.
    private func checkFailure(_ airflow: AirflowInstallation, in folder: URL) async throws {
        let jobs = folder.appending(path: "failing")
        let program = jobs.appending(path: "jobs/clean_orders.py")
        try FileManager.default.createDirectory(
            at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
        try "raise SystemExit('the job was made to fail')\n".write(to: program, atomically: true, encoding: .utf8)
        let failing = airflow.with(["AIRFLOW_VAR_JOBS": jobs.path])
        let result = try await failing.test(dag: Self.dag, date: "2026-11-20T02:00:00+00:00")
        let run = try await failing.latestRun(of: Self.dag)
        #expect(run.state == "failed" && result.status != 0)
        #expect(run.tasks["spark_batch_job"] == "failed" && run.tasks["dbt_run"] == "upstream_failed")
        #expect(run.tasks["quality_report"] == "success")
        let report = try run.returned(by: "quality_report", as: Report.self)
        #expect(report?.tasks["spark_batch_job"] == "failed", "\(String(describing: report))")
    }

    private struct Reconciled: Decodable, Equatable {
        let status: String
        let window_count: Int
        let equal_windows: Int
        let worst_percent: String
        let rows_speed: Int
        let rows_batch: Int
    }

    private struct Report: Decodable {
        let tasks: [String: String]
    }
}
