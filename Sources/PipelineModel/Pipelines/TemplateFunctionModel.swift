/// A function of a Python file that templates call by its name.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/operators.html#jinja-templating
package struct TemplateFunctionModel: Hashable, Sendable, Codable {
    package var name: String
    /// Relative to the folder of the project's Python files.
    package var file: String

    package init(name: String, file: String) {
        self.name = name
        self.file = file
    }
}
