import BackendInterface
import Compiler
import PipelineModel

/// What functions of Python ask for that is not where Lambda runs them.
enum PythonLimits {
    static func limits(of task: TaskModel, _ files: [PythonFileModel]) -> [Limit] {
        guard case .python(let call) = task.kind, let file = files.first(where: { $0.path == call.file }),
            importsAirflow(file.text)
        else { return [] }
        return [
            WorkLimits.work(
                "calls a function of `\(call.file)`, which imports Airflow, and Lambda has none",
                fix: "let it use the library behind, such as boto3, in a file without Airflow, or run the pipeline "
                    + "on an Airflow")
        ]
    }

    /// Anywhere: what a function imports when it is called fails then.
    static func importsAirflow(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            let words = line.split { $0.isWhitespace || $0 == "," }
            guard words.count > 1, words[0] == "from" || words[0] == "import" else { return false }
            return words[1] == "airflow" || words[1].hasPrefix("airflow.")
        }
    }
}
