import Diagnostics
import PipelineModel

/// Every file of SQL that a task runs lies in the folder of the package.
enum SQLFilesExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let known = project.model.sqlFiles.map(\.path)
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .sql(let statement) = task.model.kind, let file = statement.file, !known.contains(file)
                else {
                    continue
                }
                report.add(
                    .unknownSQLFile, "task `\(task.path)` runs `\(file)`, which the folder `sql` does not have",
                    at: task.location, fix: suggestion(for: file, among: known, "SQL files", of: "the package"))
            }
        }
    }
}
