import BackendInterface
import CodeModels
import PipelineModel
import Workspace

/// What Airflow must hold before the DAGs can run, as files that `airflow connections|pools|variables import` reads.
///
/// No address, secret or value is in them: who runs Airflow adds those. Connections that are there already are left
/// alone; for variables, `airflow variables import --action-on-existing-key skip` does so.
/// Source: https://airflow.apache.org/docs/apache-airflow/stable/cli-and-env-variables-ref.html
enum AirflowObjects {
    static func artifacts(by backend: AirflowBackend, for environment: EnvironmentModel) -> [Artifact] {
        let connections = environment.data.connections.map { connection in
            (connection.id, Document.object([("conn_type", .string(connection.type))]))
        }
        let pools = environment.orchestrator.pools.map { pool in
            (pool.name, document(pool))
        }
        let variables = environment.data.variables.map { ($0, Document.string("")) }
        let files = [("connections", connections), ("pools", pools), ("variables", variables)]
        return files.filter { !$1.isEmpty }.map { name, entries in
            Artifact(
                "airflow/\(name).json", json: .object(entries.sorted { $0.0 < $1.0 }), by: backend,
                from: environment.name)
        }
    }

    /// A deferred task frees its slot, as a task that waits does no work.
    private static func document(_ pool: PoolModel) -> Document {
        .object([
            ("slots", .int(pool.slots)), ("description", .string(pool.summary)), ("include_deferred", .bool(false)),
        ])
    }
}
