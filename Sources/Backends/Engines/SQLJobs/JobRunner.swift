import BackendInterface
import CodeModels
import PipelineModel
import Workspace

/// The Python package that runs the jobs: it is part of this repository, and every tree that needs it has a copy.
enum JobRunner {
    /// Where it lies in the output. `pip install` takes the folder as well.
    static let folder = "jobs"

    /// The files of the package by their paths below the folder.
    static var files: [(path: String, bytes: [UInt8])] {
        [
            ("pyproject.toml", PackageResources.pyproject_toml),
            ("dagc_jobs/__init__.py", PackageResources.__init___py),
            ("dagc_jobs/__main__.py", PackageResources.__main___py),
            ("dagc_jobs/command.py", PackageResources.command_py),
            ("dagc_jobs/connections.py", PackageResources.connections_py),
            ("dagc_jobs/dialects.py", PackageResources.dialects_py),
            ("dagc_jobs/differences.py", PackageResources.differences_py),
            ("dagc_jobs/engines.py", PackageResources.engines_py),
            ("dagc_jobs/errors.py", PackageResources.errors_py),
            ("dagc_jobs/health.py", PackageResources.health_py),
            ("dagc_jobs/kafka.py", PackageResources.kafka_py),
            ("dagc_jobs/metrics.csv", PackageResources.metrics_csv),
            ("dagc_jobs/metrics.py", PackageResources.metrics_py),
            ("dagc_jobs/pages.py", PackageResources.pages_py),
            ("dagc_jobs/py.typed", []),
            ("dagc_jobs/quality.py", PackageResources.quality_py),
            ("dagc_jobs/quarantine.py", PackageResources.quarantine_py),
            ("dagc_jobs/reconcile.py", PackageResources.reconcile_py),
            ("dagc_jobs/report.py", PackageResources.report_py),
            ("dagc_jobs/result.schema.json", PackageResources.result_schema_json),
            ("dagc_jobs/results.py", PackageResources.results_py),
            ("dagc_jobs/results_table.py", PackageResources.results_table_py),
            ("dagc_jobs/rules.py", PackageResources.rules_py),
            ("dagc_jobs/sides.py", PackageResources.sides_py),
            ("dagc_jobs/statements.py", PackageResources.statements_py),
            ("dagc_jobs/tables.py", PackageResources.tables_py),
            ("dagc_jobs/values.py", PackageResources.values_py),
            ("dagc_jobs/web.py", PackageResources.web_py),
        ]
    }

    /// What pip installs where tasks run, for the engines that the environment's stores have.
    static func requirements(of environment: EnvironmentModel) -> String {
        let packages = Set(environment.data.stores.map(\.engine.package)).sorted()
        let head = "# What dagc_jobs needs where the tasks of environment `\(environment.name)` run.\n"
        return head + packages.map { "\($0)\n" }.joined()
    }
}

extension EngineModel {
    /// The client library, with the first version that the runner was tried with.
    fileprivate var package: String {
        switch self {
        case .clickHouse: "clickhouse-connect>=0.8"
        case .snowflake: "snowflake-connector-python>=3.12"
        case .postgres: "psycopg2-binary>=2.9"
        case .chdb: "chdb>=3"
        case .duckDB, .duckDBFiles: "duckdb>=1.1"
        }
    }
}
