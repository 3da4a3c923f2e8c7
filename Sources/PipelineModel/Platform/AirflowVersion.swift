/// A version of Airflow that an environment runs.
package enum AirflowVersion: String, Hashable, Sendable, Codable, CaseIterable {
    /// The last minor version of Airflow 2.
    case v2_11 = "2.11"
    case v3_3 = "3.3"
}
