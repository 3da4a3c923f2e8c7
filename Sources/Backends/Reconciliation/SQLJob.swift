/// A job that the emitted runner executes: where its files are and how it is named in variables.
///
/// The runner, `Resources/sql_job.py`, documents the form of the specifications.
package enum SQLJob {
    package enum Verb: String, Sendable {
        case quality
        case reconcile

        var folder: String {
            switch self {
            case .quality: "quality"
            case .reconcile: "reconciliation"
            }
        }
    }

    /// The runner, relative to the output.
    package static let runnerPath = "reconciliation/sql_job.py"

    /// A specification, relative to the output.
    package static func path(_ verb: Verb, pipeline: String, task: String) -> String {
        "\(verb.folder)/\(pipeline)/\(task).json"
    }

    /// The variable of the process that holds an Airflow variable or a task's result: capitals, digits and `_`.
    package static func variable(named name: String) -> String {
        String(name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// The variable of the process that holds a connection.
    package static func variable(ofConnection id: String) -> String { "CONNECTION_" + variable(named: id) }
}
