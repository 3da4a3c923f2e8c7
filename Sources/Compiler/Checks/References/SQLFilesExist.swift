import Diagnostics
import PipelineModel

/// Every file of SQL that a task runs, or that such a file includes, lies in the folder of the package.
enum SQLFilesExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let known = project.model.sqlFiles.map(\.path)
        let texts = Dictionary(project.model.sqlFiles.map { ($0.path, $0.text) }) { first, _ in first }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .sql(let statement) = task.model.kind, let file = statement.file else { continue }
                guard let text = texts[file] else {
                    report.add(
                        .unknownSQLFile, "task `\(task.path)` runs `\(file)`, which the folder `sql` does not have",
                        at: task.location, fix: suggestion(for: file, among: known, "SQL files", of: "the package"))
                    continue
                }
                // The name may be the published one, which begins with the folder of the project.
                for name in IncludedFiles.names(in: text).map({ String(text[$0]) })
                where !known.contains(where: { name == $0 || name.hasSuffix("/\($0)") }) {
                    report.add(
                        .unknownSQLFile,
                        "`\(file)`, which task `\(task.path)` runs, includes `\(name)`, which the folder `sql` does not "
                            + "have",
                        at: task.location, fix: suggestion(for: name, among: known, "SQL files", of: "the package"))
                }
            }
        }
    }
}
