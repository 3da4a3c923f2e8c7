import BackendInterface
import CodeModels
package import PipelineModel

/// A job that the emitted runner executes: where its files are and how it is named in variables.
///
/// The runner, the Python package `dagc_jobs` in `Runner`, documents what it is called with.
package enum SQLJob {
    package enum Verb: String, Sendable, CaseIterable {
        case quality
        case reconcile
        case health
        case performance
        case alerts
        case run

        /// Whether it is told the window of the run.
        package var looksAtWindow: Bool { self == .quality || self == .reconcile }

        var folder: String {
            switch self {
            case .quality: "quality"
            case .reconcile: "reconciliation"
            case .health: "health"
            case .performance: "performance"
            case .alerts: "alerts"
            case .run: "sql"
            }
        }
    }

    /// The runner, relative to the output: Python runs the folder of a package.
    package static let runnerPath = "jobs/dagc_jobs"

    /// The table that results also go into, relative to the output.
    package static let resultsTablePath = "jobs/results.json"

    /// What every specification says first.
    static func head(of task: TaskModel, in pipeline: PipelineModel) -> [(String, Document)] {
        [("version", .int(2)), ("pipeline", .string(pipeline.id)), ("task", .string(task.path))]
    }

    /// A specification, relative to the output.
    package static func path(_ verb: Verb, pipeline: String, task: String) -> String {
        "\(verb.folder)/\(pipeline)/\(task).json"
    }

    /// The variable of the process that holds a variable of the environment or a task's result: capitals, digits and `_`.
    package static func variable(named name: String) -> String {
        String(name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// A text as the runner reads it: where it depends on the run, the list of its parts.
    ///
    /// - Parameter before: texts of the same job whose open parts are numbered first.
    static func document(_ text: RuntimeText, after before: [RuntimeText] = []) -> Document {
        var number = values(in: before).count
        return .array(
            text.parts.map { part in
                if case .literal(let literal) = part { return .string(literal) }
                number += 1
                return .object([("environment", .string(variable(ofValue: number)))])
            })
    }

    /// The variables of the process that hold what texts leave open, in their order, and their values.
    package static func values(in texts: [RuntimeText]) -> [(variable: String, value: RuntimeText)] {
        let open = texts.flatMap(\.parts).filter { part in
            if case .literal = part { false } else { true }
        }
        return open.enumerated().map { (variable(ofValue: $0 + 1), RuntimeText([$1])) }
    }

    private static func variable(ofValue number: Int) -> String { "VALUE_\(number)" }

    /// The variable of the process that holds a connection.
    ///
    /// An orchestrator may show what a task was given, and finds no secret in a URI, where it is encoded. It hides the whole value
    /// of a name that has `secret` in it.
    /// Source: https://airflow.apache.org/docs/apache-airflow/stable/security/secrets/mask-sensitive-values.html
    package static func variable(ofConnection id: String) -> String { "SECRET_CONNECTION_" + variable(named: id) }
}
