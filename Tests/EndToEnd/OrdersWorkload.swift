import Foundation
import TestSupport

/// A day of generated orders: raw files, a filled speed layer, and the figures that every step must report.
struct OrdersWorkload: Sendable {
    /// Counted by the generator from the orders themselves, never by an engine.
    struct Expected: Decodable, Sendable {
        let rawRows: Int
        let cleanOrders: Int
        let cleanAmount: String
        let speedOrders: Int
        let windows: Int
        let equalWindows: Int
        let worstPercent: String
    }

    let folder: URL
    let expected: Expected

    /// Generates order events around the interval `[from, to)`, both ISO 8601 with an offset.
    init(in folder: URL, from: String, to: String, events: Int = 200_000) async throws {
        self.folder = folder
        let figures = folder.appending(path: "expected.json")
        let generate = Command(
            program: try PythonEnvironment.data.program("python"),
            arguments: [
                TestEnvironment.workload.appending(path: "generate_orders.py").path,
                "--from", from, "--to", to, "--events", "\(events)",
                "--lake", folder.appending(path: "lake").path,
                "--speed", folder.appending(path: "speed").path,
                "--expected", figures.path,
            ],
            environment: ["PATH": TestEnvironment.searchPath])
        try await generate.succeed()
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        expected = try decoder.decode(Expected.self, from: Data(contentsOf: figures))
    }

    /// Where the jobs find their data and their code.
    ///
    /// `LAKE/raw/orders` holds the raw files, `LAKE/clean/orders` takes the cleaned ones; `WAREHOUSE` is the DuckDB
    /// file that dbt writes; `SPEED` is a ClickHouse data directory with the table `speed.orders`; `JOBS` and
    /// `DBT_PROJECT_DIR` are code; the other `DBT_` variables keep what a run writes out of it.
    var variables: [String: String] {
        [
            "LAKE": folder.appending(path: "lake").path,
            "WAREHOUSE": folder.appending(path: "warehouse.duckdb").path,
            "SPEED": folder.appending(path: "speed").path,
            "JOBS": TestEnvironment.workload.appending(path: "jobs").path,
            "DBT_PROJECT_DIR": TestEnvironment.workload.appending(path: "dbt").path,
            "DBT_PROFILES_DIR": TestEnvironment.workload.appending(path: "dbt").path,
            "DBT_TARGET_PATH": folder.appending(path: "dbt/target").path,
            "DBT_LOG_PATH": folder.appending(path: "dbt/logs").path,
        ]
    }
}

extension OrdersWorkload {
    /// The variables of the `local` environment of the reference pipelines, as Airflow reads them from its process.
    func airflowVariables(tree: URL) throws -> [String: String] {
        let own = [
            "AIRFLOW_VAR_DAG_TREE": tree.path,
            "AIRFLOW_VAR_JOB_PYTHON": try PythonEnvironment.data.program("python").path,
            "AIRFLOW_VAR_LAKE": variables["LAKE"] ?? "",
            "AIRFLOW_VAR_SPEED": variables["SPEED"] ?? "",
            "AIRFLOW_VAR_WAREHOUSE": variables["WAREHOUSE"] ?? "",
            "AIRFLOW_VAR_JOBS": TestEnvironment.workload.path,
        ]
        return own.merging(variables) { own, _ in own }
    }
}
