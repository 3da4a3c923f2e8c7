import BackendInterface
import Diagnostics
import PipelineModel

/// Import paths that people know from older versions and that the versions compiled for no longer have.
///
/// Found by importing them with Airflow 2.11 and 3.3 and the newest providers.
enum MovedPaths {
    static func limits(of operation: OperatorModel, _ version: AirflowDialect.Version) -> [Limit] {
        let path = version == .v2 ? operation.earlierPath ?? operation.path : operation.path
        guard let replacement = replacement(of: path, version) else { return [] }
        return [
            Limit("is a `\(path)`, which is no longer there", fix: "write `\(replacement)`", code: .movedOperator)
        ]
    }

    /// What to write in place of a path; nil where the path is not known to have moved.
    private static func replacement(of path: String, _ version: AirflowDialect.Version) -> String? {
        if let moved = ofProviders[path] { return moved }
        if path.hasPrefix("airflow.contrib.") { return "the class of the same name of a provider" }
        guard version == .v3 else { return nil }
        return ofVersion3[path] ?? path.withoutKindInModule
    }

    private static let ofProviders: [String: String] = [
        "airflow.providers.http.operators.http.SimpleHttpOperator":
            "airflow.providers.http.operators.http.HttpOperator",
        "airflow.providers.postgres.operators.postgres.PostgresOperator": sql,
        "airflow.providers.mysql.operators.mysql.MySqlOperator": sql,
        "airflow.providers.sqlite.operators.sqlite.SqliteOperator": sql,
        "airflow.providers.snowflake.operators.snowflake.SnowflakeOperator": sql,
        "airflow.providers.cncf.kubernetes.operators.kubernetes_pod.KubernetesPodOperator":
            "airflow.providers.cncf.kubernetes.operators.pod.KubernetesPodOperator",
    ]

    private static let sql = "airflow.providers.common.sql.operators.sql.SQLExecuteQueryOperator"

    private static let ofVersion3: [String: String] = [
        "airflow.operators.dummy.DummyOperator": "airflow.providers.standard.operators.empty.EmptyOperator",
        "airflow.operators.dummy_operator.DummyOperator": "airflow.providers.standard.operators.empty.EmptyOperator",
        "airflow.operators.subdag.SubDagOperator": "a `Group`",
        "airflow.operators.dagrun_operator.TriggerDagRunOperator":
            "airflow.providers.standard.operators.trigger_dagrun.TriggerDagRunOperator",
        "airflow.operators.sql.SQLCheckOperator": "airflow.providers.common.sql.operators.sql.SQLCheckOperator",
        "airflow.sensors.s3_key_sensor.S3KeySensor": "airflow.providers.amazon.aws.sensors.s3.S3KeySensor",
        "airflow.utils.dates.days_ago": "a date",
        "airflow.utils.helpers.chain": "airflow.sdk.chain",
    ]
}

extension String {
    /// `airflow.operators.bash_operator.BashOperator` is `airflow.providers.standard.operators.bash.BashOperator` today.
    fileprivate var withoutKindInModule: String? {
        let parts = split(separator: ".").map(String.init)
        guard parts.count == 4, parts[0] == "airflow", ["operators", "sensors", "hooks"].contains(parts[1]) else {
            return nil
        }
        let kind = "_" + parts[1].dropLast()
        guard parts[2].hasSuffix(kind) else { return nil }
        return "airflow.providers.standard.\(parts[1]).\(parts[2].dropLast(kind.count)).\(parts[3])"
    }
}
