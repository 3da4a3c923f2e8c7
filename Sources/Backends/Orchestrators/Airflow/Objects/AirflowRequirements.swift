import BackendInterface
import CodeModels
import Compiler
import PipelineModel
import Workspace

/// What pip installs where DAG files are parsed and tasks run: Airflow, the providers that the files import, and the
/// programs that tasks call.
struct AirflowRequirements {
    private let environment: EnvironmentModel
    private let packages: Set<String>

    /// - Parameter modules: what the DAG files import.
    init(_ project: CheckedProject, importing modules: Set<String>) {
        environment = project.model.environment
        let tasks = project.graphs.flatMap(\.tasks)
        packages = Set(modules.compactMap(Self.provider))
            .union(Self.programs(of: tasks, in: project.model.environment))
    }

    func artifact(by backend: AirflowBackend) -> Artifact {
        let version = environment.airflow.version.rawValue
        let lines =
            [
                "# What Airflow needs where the DAGs of environment `\(environment.name)` are parsed and their tasks run.",
                "# Versions of the rest: https://airflow.apache.org/docs/apache-airflow/stable/installation/"
                    + "installing-from-pypi.html#constraints-files",
                "apache-airflow~=\(version).0",
            ] + packages.sorted()
        return Artifact(
            "airflow/requirements.txt", bytes: Array((lines.joined(separator: "\n") + "\n").utf8), by: backend,
            from: environment.name)
    }

    /// Families of providers, whose packages are called by two words.
    /// Source: https://airflow.apache.org/docs/apache-airflow-providers/packages-ref.html
    private static let families: Set<String> = ["apache", "atlassian", "cncf", "common", "dbt", "microsoft"]

    private static func provider(of module: String) -> String? {
        let words = module.split(separator: ".")
        guard words.count > 2, words[0] == "airflow", words[1] == "providers" else { return nil }
        let name = families.contains(String(words[2])) && words.count > 3 ? words[2...3] : words[2...2]
        return "apache-airflow-providers-" + name.joined(separator: "-")
    }

    private static func programs(of tasks: [TaskModel], in environment: EnvironmentModel) -> Set<String> {
        var found: Set<String> = []
        for task in tasks {
            switch task.kind.facts.engine {
            case .dbt:
                found.insert("dbt-core")
                found.formUnion(task.writes.compactMap { environment.adapter(ofStoreOf: $0) })
            case .spark:
                if case .submit = environment.data.spark?.submission { found.insert("pyspark") }
            case .orchestrator, .jobRunner, .store: break
            }
        }
        return found
    }
}

extension EnvironmentModel {
    /// The package by which dbt reaches the engine of a dataset.
    /// Source: https://docs.getdbt.com/docs/supported-data-platforms
    fileprivate func adapter(ofStoreOf dataset: DatasetModel) -> String? {
        switch store(named: dataset.store)?.engine {
        case .clickHouse: "dbt-clickhouse"
        case .snowflake: "dbt-snowflake"
        case .postgres: "dbt-postgres"
        case .duckDB, .duckDBFiles: "dbt-duckdb"
        case .chdb, nil: nil
        }
    }
}
