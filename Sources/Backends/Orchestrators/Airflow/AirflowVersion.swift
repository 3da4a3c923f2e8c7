/// A version of Airflow for which DAGs are written.
package enum AirflowVersion: String, Sendable, CaseIterable {
    /// The last minor version of Airflow 2.
    case v2 = "2.11"
    /// Airflow 3.2 or later. Retries by the class of an error need 3.3.
    case v3 = "3"
}
